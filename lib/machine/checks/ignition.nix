# What is merged into the configuration: its version is ours, it holds what JSON does, takes nothing
# away, and says nothing about a file or unit that is there already.
{ lib }:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    head
    isAttrs
    isList
    isString
    removeAttrs
    toJSON
    typeOf
    ;
  inherit (lib)
    filterAttrs
    optional
    optionals
    showOption
    ;
  twins = import ../../twins.nix { inherit lib; };

  # What there may be one of with the same identity, as src/machine/ignition/ignition-shape.ts has it.
  identities = [
    {
      path = [ "passwd" "groups" ];
      identity = "name";
    }
    {
      path = [ "storage" "disks" ];
      identity = "device";
    }
    {
      path = [ "storage" "filesystems" ];
      identity = "device";
    }
    {
      path = [ "storage" "luks" ];
      identity = "name";
    }
    {
      path = [ "storage" "raid" ];
      identity = "name";
    }
  ];

  listAt =
    path: set:
    let
      value = lib.attrByPath path null set;
    in
    if isList value then filter isAttrs value else [ ];
  textAt = field: item: if isString (item.${field} or null) then item.${field} else null;

  # Pairs of values that are not of one kind, of which only the second one would count.
  conflicts =
    at: generated: extra:
    if isAttrs generated && isAttrs extra then
      concatMap (name: conflicts "${at}.${showOption [ name ]}" generated.${name} extra.${name}) (
        attrNames (filterAttrs (name: _: extra ? ${name}) generated)
      )
    else if typeOf generated == typeOf extra then
      [ ]
    else
      [ "${at} is ${kindOf extra}, and would remove what other options say there. Remove it." ];
  kindOf = value: kinds.${typeOf value} or "a number";
  kinds = {
    bool = "true or false";
    list = "a list";
    null = "null";
    set = "a set";
    string = "a text";
  };

  # What is said about a user of ours takes nothing away either.
  ofUsers =
    at: generated: extra:
    concatMap (
      user:
      concatMap (
        ours: conflicts "${at}.passwd.users.${showOption [ ours.name ]}" ours user
      ) (filter (ours: ours.name == user.name or null) generated.passwd.users)
    ) (listAt [ "passwd" "users" ] extra);

  ofLists =
    at: ignition:
    concatMap (
      { path, identity }:
      map (
        group:
        "${at}.${showOption path} has ${toJSON (head group).${identity}} twice. Keep one of them, and write all of it there."
      ) (twins (textAt identity) (listAt path ignition))
    ) identities;

  nodesOf =
    ignition:
    concatMap (kind: listAt [ "storage" kind ] ignition) [
      "directories"
      "files"
      "links"
    ];
  units = listAt [ "systemd" "units" ];
  withoutVersion =
    extra:
    if isAttrs (extra.ignition or null) then
      extra // { ignition = removeAttrs extra.ignition [ "version" ]; }
    else
      extra;
in
{ derived, machine, option, ... }:
let
  at = "${option}.ignition.extra";
  inherit (machine.ignition) extra;
in
optional (extra ? ignition.version)
  "${at}.ignition.version is always 3.3.0. Remove it."
++
  optional (extra ? ignition.config)
    "${at}.ignition.config would replace the configuration, or add another one to it. Remove it; write all of it as modules."
++ optionals (extra != { }) (
  conflicts at derived.generated (withoutVersion extra)
  ++ ofUsers at derived.generated extra
  ++ ofLists at derived.ignition
  ++ map (
    group:
    "${at}.storage has ${toJSON (head group).path}, which is there already. Remove one of them."
  ) (twins (textAt "path") (nodesOf derived.ignition))
  ++ map (
    group:
    "${at}.systemd.units has ${toJSON (head group).name}, which is there already. Use `${option}.units.${showOption [ (head group).name ]}.dropins`."
  ) (twins (textAt "name") (units derived.ignition))
)
