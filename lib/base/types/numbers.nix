# Numbers.
{ lib, ... }:

let
  inherit (builtins) isFloat isInt toJSON;
  inherit (lib)
    assertMsg
    mergeEqualOption
    mkOptionType
    types
    ;
  inherit (lib.types) addCheck;

  restrict =
    type: check: attributes:
    addCheck type check // attributes;

  within =
    low: high: value:
    value >= low && value <= high;

  showRange = show: low: high: "${show low} and ${show high} (both inclusive)";
in
rec {
  int = mkOptionType {
    name = "int";
    description = "signed integer";
    descriptionClass = "noun";
    check = isInt;
    merge = mergeEqualOption;
  };

  float = mkOptionType {
    name = "float";
    description = "floating point number";
    descriptionClass = "noun";
    check = isFloat;
    merge = mergeEqualOption;
  };

  number = types.either int float;

  port = ints.u16;

  ints =
    let
      # A number of so many bits. There is no u64: Nix has no larger numbers than 2^63 - 1.
      bits =
        low: high: name: kind:
        restrict int (within low high) {
          inherit name;
          description = "${kind}; between ${showRange toString low high}";
        };
      unsignedBits =
        count: size: bits 0 (size - 1) "unsignedInt${count}" "${count} bit unsigned integer";
      signedBits =
        count: size:
        bits (0 - size / 2) (size / 2 - 1) "signedInt${count}" "${count} bit signed integer";
    in
    {
      between =
        low: high:
        assert assertMsg (low <= high) "ints.between: lowest must be smaller than highest";
        restrict int (within low high) {
          name = "intBetween";
          description = "integer between ${showRange toString low high}";
        };

      unsigned = restrict int (value: value >= 0) {
        name = "unsignedInt";
        description = "unsigned integer, meaning >=0";
        descriptionClass = "nonRestrictiveClause";
      };

      positive = restrict int (value: value > 0) {
        name = "positiveInt";
        description = "positive integer, meaning >0";
        descriptionClass = "nonRestrictiveClause";
      };

      u8 = unsignedBits "8" 256;
      u16 = unsignedBits "16" 65536;
      u32 = unsignedBits "32" 4294967296;

      s8 = signedBits "8" 256;
      s16 = signedBits "16" 65536;
      s32 = signedBits "32" 4294967296;
    };

  numbers = {
    between =
      low: high:
      assert assertMsg (low <= high) "numbers.between: lowest must be smaller than highest";
      restrict number (within low high) {
        name = "numberBetween";
        description = "integer or floating point number between ${showRange toJSON low high}";
      };

    nonnegative = restrict number (value: value >= 0) {
      name = "numberNonnegative";
      description = "nonnegative integer or floating point number, meaning >=0";
      descriptionClass = "nonRestrictiveClause";
    };

    positive = restrict number (value: value > 0) {
      name = "numberPositive";
      description = "positive integer or floating point number, meaning >0";
      descriptionClass = "nonRestrictiveClause";
    };
  };
}
