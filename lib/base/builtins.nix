# Functions of Nix itself that `lib` has, and none of its namespaces.
{
  inherit (builtins)
    fromJSON
    fromTOML
    getContext
    hasContext
    hashString
    parseDrvName
    placeholder
    toFile
    toJSON
    toString
    toXML
    tryEval
    ;

  convertHash =
    builtins.convertHash or (throw "lib.convertHash needs Nix 2.19 or newer: this Nix has no builtins.convertHash");
}
