# Values that text formats can say.
{ lib, ... }:

let
  inherit (lib) types;
  inherit (types)
    attrsOf
    bool
    float
    int
    listOf
    nullOr
    oneOf
    path
    str
    ;
in
rec {
  # serializableValueWith :: { typeName = "JSON"; nullable?; } -> type
  serializableValueWith =
    {
      typeName,
      nullable ? true,
    }:
    let
      value = oneOf [
        bool
        int
        float
        str
        path
        (attrsOf self)
        (listOf self)
      ];
      self = (if nullable then nullOr value else value) // {
        description = "${typeName} value";
      };
    in
    self;

  json = serializableValueWith { typeName = "JSON"; };

  toml = serializableValueWith {
    typeName = "TOML";
    nullable = false;
  };
}
