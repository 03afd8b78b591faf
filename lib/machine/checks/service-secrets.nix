# Groups of services that one adds keys to: file, format and keys of its own are for the service to say.
{ lib }:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    head
    length
    toJSON
    ;
  inherit (lib) optional optionals showOption;

  check =
    option: secrets: made: group:
    let
      at = "${option}.secrets.${showOption [ group ]}";
      own = secrets.${group};
      # Of components, one's own groups are last.
      theirs = head (filter (other: other.group == group) made);
      isShared = length (filter (other: other.group == group) made) > 1;
      required = filter (key: own.keys ? ${key.name} && own.keys.${key.name}.required != key.required) theirs.keys;
    in
    optionals isShared (
      optional (own.file != "${group}_env" && own.file != theirs.file)
        "${at}.file is ${toJSON own.file}, and the service reads ${toJSON theirs.file}. Remove it, or name the group otherwise."
      ++
        optional (own.format == "value" && theirs.format != "value")
          "${at}.format is \"value\", and the service reads assignments. Remove it, or name the group otherwise."
      ++ map (
        key: "${at}.keys.${key.name}.required is for the service to say. Remove the key."
      ) required
    );
in
{ derived, machine, option, ... }:
concatMap (check option machine.secrets derived.components.secrets) (attrNames machine.secrets)
