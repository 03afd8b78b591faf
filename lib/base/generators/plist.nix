# Apple's property lists.
{ lib }:

let
  inherit (builtins)
    concatLists
    concatMap
    isAttrs
    isBool
    isFloat
    isInt
    isList
    isPath
    isString
    ;
  inherit (lib)
    concatStringsSep
    escapeXML
    filterAttrs
    id
    mapAttrsToList
    warnIf
    ;

  header = ''
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <plist version="1.0">
  '';
in
{
  # toPlist { escape = true; } :: value -> string. Null values of sets are left out.
  toPlist =
    {
      escape ? false,
    }:
    let
      text = if escape then escapeXML else id;

      # A value as lines.
      lines =
        value:
        if value == null then
          [ "" ]
        else if isBool value then
          [ (if value then "<true/>" else "<false/>") ]
        else if isInt value then
          [ "<integer>${toString value}</integer>" ]
        else if isString value then
          [ "<string>${text value}</string>" ]
        else if isList value then
          enclose "array" (concatMap lines value)
        else if isAttrs value then
          enclose "dict" (concatLists (mapAttrsToList entry (entries value)))
        else if isPath value then
          [ "<string>${text (toString value)}</string>" ]
        else if isFloat value then
          [ "<real>${toString value}</real>" ]
        else
          abort "generators.toPlist: cannot show a value of type ${builtins.typeOf value}";

      enclose =
        tag: inner:
        [ "<${tag}>" ] ++ map indent (if inner == [ ] then [ "" ] else inner) ++ [ "</${tag}>" ];
      indent = line: if line == "" then "" else "\t${line}";
      entries = filterAttrs (name: value: name != "_module" && value != null);
      entry = name: value: [ "<key>${text name}</key>" ] ++ lines value;
    in
    value:
    warnIf (!escape) "Using `lib.generators.toPlist` without `escape = true` is deprecated" (
      header + concatStringsSep "\n" (lines value) + "\n</plist>"
    );
}
