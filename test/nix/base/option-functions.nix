# The functions of lib.options that types and tools of documentation call.
let
  from = file: value: { inherit file value; };
  two = [ (from "one" 1) (from "two" 2) ];
in
{
  "getValues and getFiles take definitions apart" = {
    expr = lib: { files = lib.getFiles two; values = lib.getValues two; };
    expected = { files = [ "one" "two" ]; values = [ 1 2 ]; };
  };

  "isOption knows options" = {
    expr = lib: [ (lib.isOption (lib.mkOption { })) (lib.isOption { }) (lib.options.isOption 1) ];
    expected = [ true false false ];
  };

  "mergeDefaultOption merges by the kind of the values" = {
    expr = lib: {
      lists = lib.mergeDefaultOption [ "a" ] [ (from "one" [ 1 ]) (from "two" [ 2 ]) ];
      sets = lib.mergeDefaultOption [ "a" ] [ (from "one" { b = 1; }) (from "two" { c = 2; }) ];
      bools = lib.mergeDefaultOption [ "a" ] [ (from "one" false) (from "two" true) ];
      texts = lib.mergeDefaultOption [ "a" ] [ (from "one" "x") (from "two" "y") ];
      single = lib.mergeDefaultOption [ "a" ] [ (from "one" 1.5) ];
    };
    expected = {
      lists = [ 1 2 ];
      sets = { b = 1; c = 2; };
      bools = true;
      texts = "xy";
      single = 1.5;
    };
  };

  "mergeDefaultOption refuses what it cannot merge" = {
    expr = lib: lib.mergeDefaultOption [ "a" ] [ (from "one" 1) (from "two" "x") ];
    errors = [ "Cannot merge definitions of `a'" "In `one': 1" "In `two': \"x\"" ];
  };

  "mergeOneOption takes one definition" = {
    expr = lib: lib.mergeOneOption [ "a" ] [ (from "one" 1) ];
    expected = 1;
  };

  "mergeOneOption refuses two" = {
    expr = lib: lib.mergeOneOption [ "a" ] two;
    errors = [ "The option `a' is defined multiple times while it's expected to be unique" "In `one': 1" "In `two': 2" ];
  };

  "mergeUniqueOption says what it was told to" = {
    expr = lib: lib.mergeUniqueOption { message = "Only one may be the leader."; } [ "a" ] two;
    errors = [ "The option `a' is defined multiple times" "Only one may be the leader." ];
  };

  "mergeUniqueOption merges as it was told to" = {
    expr =
      lib:
      lib.mergeUniqueOption { message = ""; merge = loc: definitions: { inherit loc definitions; }; } [ "a" ] [
        (from "one" 1)
      ];
    expected = { loc = [ "a" ]; definitions = [ (from "one" 1) ]; };
  };

  "mergeEqualOption takes equal definitions" = {
    expr = lib: lib.mergeEqualOption [ "a" ] [ (from "one" { b = 1; }) (from "two" { b = 1; }) ];
    expected = { b = 1; };
  };

  "mergeEqualOption refuses others" = {
    expr = lib: lib.mergeEqualOption [ "a" ] two;
    errors = [ "The option `a' has conflicting definition values" "In `one': 1" "In `two': 2" ];
  };

  "renderOptionValue writes a value as Nix" = {
    expr = lib: [
      (lib.options.renderOptionValue [ 1 "x" ])
      (lib.options.renderOptionValue (lib.literalExpression "pkgs.hello"))
    ];
    expected = [
      { _type = "literalExpression"; text = "[\n  1\n  \"x\"\n]"; }
      { _type = "literalExpression"; text = "pkgs.hello"; }
    ];
  };

  "scrubOptionValue leaves of a derivation its name" = {
    expr =
      lib:
      lib.scrubOptionValue {
        list = [ 1 ];
        package = { type = "derivation"; name = "hello"; outPath = "/nix/store/x-hello"; more = 1; };
        _args = 1;
      };
    expected = {
      list = [ 1 ];
      package = { type = "derivation"; name = "hello"; drvPath = "hello"; outPath = "hello"; };
    };
  };

  "unknownModule is the file of modules without one" = {
    expr = lib: lib.unknownModule;
    expected = "<unknown-file>";
  };

  "optionAttrSetToDocList' starts with a prefix and gives the same" = {
    expr =
      lib:
      let
        options = (lib.evalModules { modules = [ { options.a = lib.mkOption { type = lib.types.int; description = "A."; }; } ]; }).options;
        shown = map (option: { inherit (option) description name type; }) (
          lib.optionAttrSetToDocList' [ "x" ] (removeAttrs options [ "_module" ])
        );
      in
      shown;
    expected = [ { name = "a"; type = "signed integer"; description = "A."; } ];
  };
}
