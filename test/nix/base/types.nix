# Types: what they accept, how they merge, how they are described.
let
  # The value of an option of a type with some definitions, in files named 1.nix, 2.nix, …
  define =
    lib: type: definitions:
    (lib.evalModules {
      modules = [
        { options.x = lib.mkOption { inherit type; }; }
      ]
      ++ lib.imap1 (index: x: {
        _file = "${toString index}.nix";
        config = { inherit x; };
      }) definitions;
    }).config.x;
  accepts = type: map (value: type.check value);
in
{
  "bool" = {
    expr = lib: [
      (accepts lib.types.bool [ true false 1 "true" null ])
      (define lib lib.types.bool [ true true ])
    ];
    expected = [ [ true true false false false ] true ];
  };

  "boolByOr" = {
    expr =
      lib: map (define lib lib.types.boolByOr) [ [ true false ] [ false false ] [ false true ] ];
    expected = [ true false true ];
  };

  "int and the ints" = {
    expr = lib: [
      (accepts lib.types.int [ 1 (-1) 1.0 "1" ])
      (accepts lib.types.ints.unsigned [ 0 (-1) ])
      (accepts lib.types.ints.positive [ 0 1 ])
      (accepts (lib.types.ints.between 1 3) [ 0 1 3 4 ])
      (accepts lib.types.ints.u8 [ (-1) 0 255 256 ])
      (accepts lib.types.ints.u16 [ 65535 65536 ])
      (accepts lib.types.ints.u32 [ 4294967295 4294967296 ])
      (accepts lib.types.ints.s8 [ (-128) (-129) 127 128 ])
      (accepts lib.types.ints.s16 [ (-32768) (-32769) 32767 32768 ])
      (accepts lib.types.ints.s32 [ (-2147483648) 2147483647 2147483648 ])
      (accepts lib.types.port [ 0 80 65535 65536 "80" ])
    ];
    expected = [
      [ true true false false ]
      [ true false ]
      [ false true ]
      [ false true true false ]
      [ false true true false ]
      [ true false ]
      [ true false ]
      [ true false true false ]
      [ true false true false ]
      [ true true false ]
      [ true true true false false ]
    ];
  };

  "float, number and the numbers" = {
    expr = lib: [
      (accepts lib.types.float [ 1.5 1 ])
      (accepts lib.types.number [ 1.5 1 "1" ])
      (accepts (lib.types.numbers.between 0.5 2) [ 0.4 0.5 1 2 2.1 ])
      (accepts lib.types.numbers.nonnegative [ 0 (-0.1) ])
      (accepts lib.types.numbers.positive [ 0 0.1 ])
    ];
    expected = [
      [ true false ]
      [ true true false ]
      [ false true true true false ]
      [ true false ]
      [ false true ]
    ];
  };

  "strings" = {
    expr = lib: [
      (accepts lib.types.str [ "a" "" 1 ./. null ])
      (accepts lib.types.nonEmptyStr [ "a" "" " \n" ])
      (accepts lib.types.singleLineStr [ "a" "a\n" "a\nb" ])
      (accepts (lib.types.strMatching "[a-z]+") [ "abc" "a1" "" 1 ])
      (accepts (lib.types.passwdEntry lib.types.str) [ "a" "a:b" "a\nb" ])
    ];
    expected = [
      [ true true false false false ]
      [ true false false ]
      [ true true false ]
      [ true false false false ]
      [ true false false ]
    ];
  };

  "singleLineStr removes the line break" = {
    expr = lib: define lib lib.types.singleLineStr [ "a\n" ];
    expected = "a";
  };

  "separated strings are joined" = {
    expr = lib: [
      (define lib lib.types.lines [ "a" "b" ])
      (define lib lib.types.commas [ "a" "b" ])
      (define lib lib.types.envVar [ "a" "b" ])
      (define lib (lib.types.separatedString " + ") [ "a" "b" ])
    ];
    expected = [ "b\na" "b,a" "b:a" "b + a" ];
  };

  "enum" = {
    expr = lib: [
      (accepts (lib.types.enum [ "a" 1 null ]) [ "a" 1 null "b" ])
      (define lib (lib.types.enum [ "a" "b" ]) [ "a" "a" ])
    ];
    expected = [ [ true true true false ] "a" ];
  };

  "paths" = {
    expr = lib: [
      (accepts lib.types.path [ ./. "/a" "a" 1 { outPath = "/a"; } ])
      (accepts lib.types.pathInStore [
        "/a"
        "${builtins.storeDir}/0lz9p8xhf89kb1c1kk6jxrzskaiygnlh-bash"
        builtins.storeDir
        "${builtins.storeDir}/.links"
      ])
      (accepts lib.types.externalPath [
        "/a"
        "${builtins.storeDir}/0lz9p8xhf89kb1c1kk6jxrzskaiygnlh-bash"
        "a"
      ])
      (accepts (lib.types.pathWith { absolute = false; }) [ "a/b" "/a" ])
    ];
    expected = [
      [ true true false false true ]
      [ false true false false ]
      [ true false false ]
      [ true false ]
    ];
  };

  "package" = {
    expr =
      lib:
      accepts lib.types.package [
        { type = "derivation"; }
        "${builtins.storeDir}/0lz9p8xhf89kb1c1kk6jxrzskaiygnlh-bash"
        "/a"
        { }
      ];
    expected = [ true true false false ];
  };

  "shellPackage" = {
    expr =
      lib:
      accepts lib.types.shellPackage [
        { type = "derivation"; shellPath = "/bin/sh"; }
        { type = "derivation"; }
      ];
    expected = [ true false ];
  };

  "raw takes one definition as it is" = {
    expr = lib: define lib lib.types.raw [ { a = lib.mkForce 1; } ];
    expected = { a = { _type = "override"; content = 1; priority = 50; }; };
  };

  "anything merges sets at every depth" = {
    expr =
      lib:
      define lib lib.types.anything [
        { a.b = 1; l = [ 1 ]; }
        { a.c = lib.mkIf true 2; a.d = lib.mkIf false 3; l = [ 1 ]; }
      ];
    expected = {
      a = {
        b = 1;
        c = 2;
      };
      l = [ 1 ];
    };
  };

  "anything lets properties win inside" = {
    expr = lib: define lib lib.types.anything [ { a.b = 1; } { a.b = lib.mkForce 2; } ];
    expected = { a = { b = 2; }; };
  };

  "anything merges functions by what they return" = {
    expr =
      lib: (define lib lib.types.anything [ { f = x: { a = x; }; } { f = x: { b = x; }; } ]).f 1;
    expected = {
      a = 1;
      b = 1;
    };
  };

  "anything keeps null and empty values" = {
    expr = lib: define lib lib.types.anything [ { a = null; b = [ ]; c = { }; d = ""; } ];
    expected = {
      a = null;
      b = [ ];
      c = { };
      d = "";
    };
  };

  "unspecified merges by the kind of the values" = {
    expr = lib: define lib lib.types.unspecified [ [ 1 ] [ 2 ] ];
    expected = [ 2 1 ];
  };

  "attrs replaces whole values" = {
    expr = lib: define lib lib.types.attrs [ { a.b = 1; c = 1; } { a.d = 2; } ];
    expected = {
      a = { b = 1; };
      c = 1;
    };
  };

  "attrsOf merges by name" = {
    expr =
      lib:
      define lib (lib.types.attrsOf lib.types.int) [
        { a = 1; }
        { b = lib.mkIf true 2; c = lib.mkIf false 3; }
        (lib.mkIf false { d = 4; })
        { a = lib.mkForce 5; }
      ];
    expected = {
      a = 5;
      b = 2;
    };
  };

  "attrsOf of lists concatenates" = {
    expr =
      lib:
      define lib (lib.types.attrsOf (lib.types.listOf lib.types.int)) [
        { a = [ 1 ]; }
        { a = [ 2 ]; b = lib.mkBefore [ 3 ]; }
      ];
    expected = {
      a = [ 2 1 ];
      b = [ 3 ];
    };
  };

  "lazyAttrsOf keeps a name whose value is not defined" = {
    expr =
      lib:
      builtins.attrNames (define lib (lib.types.lazyAttrsOf lib.types.int) [ { a = 1; b = lib.mkIf false 2; } ]);
    expected = [ "a" "b" ];
  };

  "lazyAttrsOf uses the empty value" = {
    expr =
      lib:
      define lib (lib.types.lazyAttrsOf (lib.types.nullOr lib.types.int)) [
        { a = lib.mkIf false 2; }
      ];
    expected = { a = null; };
  };

  "listOf evaluates properties in items" = {
    expr =
      lib:
      define lib (lib.types.listOf lib.types.int) [
        [ 1 (lib.mkIf false 2) (lib.mkIf true 3) (lib.mkForce 4) ]
      ];
    expected = [ 1 3 4 ];
  };

  "listOf concatenates" = {
    expr =
      lib:
      define lib (lib.types.listOf (lib.types.attrsOf lib.types.int)) [
        [ { a = 1; } ]
        [ { a = 2; } ]
      ];
    expected = [ { a = 2; } { a = 1; } ];
  };

  "nonEmptyListOf" = {
    expr = lib: accepts (lib.types.nonEmptyListOf lib.types.int) [ [ ] [ 1 ] ];
    expected = [ false true ];
  };

  "nullOr" = {
    expr = lib: [
      (define lib (lib.types.nullOr lib.types.int) [ null null ])
      (define lib (lib.types.nullOr (lib.types.listOf lib.types.int)) [ [ 1 ] [ 2 ] ])
      (define lib (lib.types.nullOr lib.types.int) [ ])
    ];
    expected = [ null [ 2 1 ] null ];
  };

  "either and oneOf" = {
    expr = lib: [
      (define lib (lib.types.either lib.types.int lib.types.str) [ "a" ])
      (define lib (lib.types.either (lib.types.listOf lib.types.int) lib.types.int) [
        [ 1 ]
        [ 2 ]
      ])
      (define lib (lib.types.oneOf [ lib.types.int lib.types.bool lib.types.str ]) [ true ])
    ];
    expected = [ "a" [ 2 1 ] true ];
  };

  "coercedTo converts each definition" = {
    expr = lib: [
      (define lib (lib.types.coercedTo lib.types.int toString lib.types.str) [ 1 ])
      (define lib (lib.types.coercedTo lib.types.str lib.singleton (lib.types.listOf lib.types.str)) [
        "a"
        [ "b" ]
      ])
      (define lib (lib.types.attrsOf (lib.types.coercedTo lib.types.int toString lib.types.str)) [
        { a = lib.mkIf true 1; }
      ])
    ];
    expected = [ "1" [ "b" "a" ] { a = "1"; } ];
  };

  "uniq and unique pass one definition on" = {
    expr = lib: [
      (define lib (lib.types.uniq lib.types.int) [ 1 ])
      (define lib (lib.types.unique { message = "m"; } (lib.types.listOf lib.types.int)) [
        [ 1 ]
      ])
    ];
    expected = [ 1 [ 1 ] ];
  };

  "functionTo merges what functions return" = {
    expr =
      lib:
      (define lib (lib.types.functionTo (lib.types.listOf lib.types.int)) [
        (x: [ x ])
        (x: [ (x + 1) ])
      ]) 1;
    expected = [ 2 1 ];
  };

  "functionTo knows its arguments" = {
    expr =
      lib:
      lib.functionArgs (define lib (lib.types.functionTo lib.types.int) [ ({ a, b ? 1, ... }: a) ]);
    expected = {
      a = false;
      b = true;
    };
  };

  "attrTag" = {
    expr =
      lib:
      let
        type = lib.types.attrTag {
          file = lib.mkOption { type = lib.types.str; };
          inline = lib.mkOption { type = lib.types.listOf lib.types.int; };
        };
      in
      [
        (accepts type [ { file = "a"; } { } { file = "a"; inline = [ ]; } { other = 1; } "a" ])
        (define lib type [ { inline = [ 1 ]; } { inline = [ 2 ]; } ])
      ];
    expected = [ [ true false false false false ] { inline = [ 2 1 ]; } ];
  };

  "attrListOf keeps the order" = {
    expr =
      lib:
      define lib (lib.types.attrListOf lib.types.int) [
        [ { b = 1; } { a = 2; } ]
        { c = lib.mkBefore 3; }
      ];
    expected = [ { c = 3; } { b = 1; } { a = 2; } ];
  };

  "json" = {
    expr = lib: [
      (accepts lib.types.json [ 1 1.5 "a" true null [ ] { } (x: x) ])
      (define lib lib.types.json [ { a = [ 1 { b = null; } ]; } { c = lib.mkIf true "d"; } ])
    ];
    expected = [
      [ true true true true true true true false ]
      {
        a = [ 1 { b = null; } ];
        c = "d";
      }
    ];
  };

  "toml has no null" = {
    expr = lib: accepts lib.types.toml [ 1 null ];
    expected = [ true false ];
  };

  "addCheck adds to the check" = {
    expr = lib: [
      (accepts (lib.types.addCheck lib.types.int (x: x > 1)) [ 1 2 "a" ])
      (define lib (lib.types.addCheck (lib.types.listOf lib.types.int) (x: x != [ ])) [ [ 1 ] ])
    ];
    expected = [ [ false true false ] [ 1 ] ];
  };

  "optionType merges types" = {
    expr =
      lib:
      (define lib lib.types.optionType [ (lib.types.enum [ "a" ]) (lib.types.enum [ "b" ]) ]).description;
    expected = "one of \"b\", \"a\"";
  };

  "mkOptionType makes a type" = {
    expr =
      lib:
      let
        sum = lib.mkOptionType {
          name = "sum";
          check = builtins.isInt;
          merge = _: lib.foldl' (total: definition: total + definition.value) 0;
        };
      in
      [
        (define lib sum [ 1 2 3 ])
        (define lib (lib.types.attrsOf sum) [ { a = 1; } { a = 2; } ])
        sum.description
        sum._type
      ];
    expected = [ 6 { a = 3; } "sum" "option-type" ];
  };

  "a type with merge.v2 checks and merges in one" = {
    expr =
      lib:
      let
        check = { __functor = _: builtins.isInt; isV2MergeCoherent = true; };
        merge = {
          __functor = self: loc: defs: (self.v2 { inherit loc defs; }).value;
          v2 = { loc, defs }: {
            headError = if builtins.length defs > 2 then { message = "too many"; } else null;
            value = builtins.length defs;
            valueMeta = { };
          };
        };
      in
      define lib (lib.mkOptionType { name = "counted"; inherit check merge; }) [ 1 1 ];
    expected = 2;
  };

  "mergeTypes" = {
    expr = lib: [
      (lib.types.mergeTypes (lib.types.enum [ "a" ]) (lib.types.enum [ "b" ])).description
      (lib.types.mergeTypes lib.types.int lib.types.str)
    ];
    expected = [ "one of \"a\", \"b\"" { _type = "merge-error"; error = "Cannot merge types"; } ];
  };

  "isType and setType" = {
    expr = lib: [
      (lib.isType "x" (lib.setType "x" { }))
      (lib.isType "x" 1)
      (lib.isOptionType lib.types.int)
    ];
    expected = [ true false true ];
  };

  "descriptions" = {
    expr =
      lib:
      map (type: type.description) [
        (lib.types.listOf lib.types.int)
        (lib.types.attrsOf (lib.types.listOf lib.types.str))
        (lib.types.nullOr (lib.types.enum [ "a" "b" ]))
        (lib.types.listOf (lib.types.either lib.types.int lib.types.str))
        (lib.types.either (lib.types.listOf lib.types.int) (lib.types.attrsOf lib.types.bool))
        (lib.types.oneOf [ lib.types.int lib.types.bool lib.types.str ])
        (lib.types.either lib.types.ints.positive lib.types.str)
        (lib.types.enum [ ])
        (lib.types.enum [ "a" ])
        (lib.types.coercedTo lib.types.int toString lib.types.str)
        (lib.types.functionTo lib.types.int)
        (lib.types.nonEmptyListOf lib.types.int)
        (lib.types.ints.between 1 2)
        lib.types.port
        lib.types.ints.s8
        lib.types.ints.unsigned
        (lib.types.numbers.between 0.5 2)
        lib.types.lines
        (lib.types.strMatching "a+")
        (lib.types.passwdEntry lib.types.str)
        lib.types.path
        lib.types.pathInStore
        lib.types.externalPath
        lib.types.package
        lib.types.anything
        lib.types.raw
        lib.types.attrs
        (lib.types.lazyAttrsOf lib.types.raw)
        (lib.types.uniq lib.types.int)
        lib.types.deferredModule
        (lib.types.submodule { })
        (lib.types.submodule { freeformType = lib.types.attrsOf lib.types.int; })
        lib.types.json
        (lib.types.attrTag { a = lib.mkOption { type = lib.types.int; }; })
        lib.types.singleLineStr
        lib.types.nonEmptyStr
        lib.types.boolByOr
      ];
    expected = [
      "list of signed integer"
      "attribute set of list of string"
      "null or one of \"a\", \"b\""
      "list of (signed integer or string)"
      "(list of signed integer) or attribute set of boolean"
      "signed integer or boolean or string"
      "positive integer, meaning >0, or string"
      "impossible (empty enum)"
      "value \"a\" (singular enum)"
      "string or signed integer convertible to it"
      "function that evaluates to a(n) signed integer"
      "non-empty (list of signed integer)"
      "integer between 1 and 2 (both inclusive)"
      "16 bit unsigned integer; between 0 and 65535 (both inclusive)"
      "8 bit signed integer; between -128 and 127 (both inclusive)"
      "unsigned integer, meaning >=0"
      "integer or floating point number between 0.5 and 2 (both inclusive)"
      "strings concatenated with \"\\n\""
      "string matching the pattern a+"
      "string, not containing newlines or colons"
      "absolute path"
      "path in the Nix store"
      "absolute path not in the Nix store"
      "package"
      "anything"
      "raw value"
      "attribute set"
      "lazy attribute set of raw value"
      "signed integer"
      "module"
      "submodule"
      "open submodule of attribute set of signed integer"
      "JSON value"
      "attribute-tagged union with choices: a"
      "(optionally newline-terminated) single-line string"
      "non-empty string"
      "boolean (merged using or)"
    ];
  };

  "names" = {
    expr =
      lib:
      map (type: type.name) [
        lib.types.str
        lib.types.port
        (lib.types.listOf lib.types.int)
        (lib.types.attrsOf lib.types.int)
        (lib.types.lazyAttrsOf lib.types.int)
        (lib.types.submodule { })
        (lib.types.enum [ ])
        (lib.types.nullOr lib.types.int)
        lib.types.path
        (lib.types.strMatching "a")
        lib.types.lines
        (lib.types.ints.between 1 2)
      ];
    expected = [
      "str"
      "unsignedInt16"
      "listOf"
      "attrsOf"
      "lazyAttrsOf"
      "submodule"
      "enum"
      "nullOr"
      "path"
      "strMatching \"a\""
      "separatedString"
      "intBetween"
    ];
  };

  "attrsWith has a placeholder for documentation" = {
    expr =
      lib:
      lib.showOption (builtins.head (lib.optionAttrSetToDocList ((lib.types.attrsWith {
        elemType = lib.types.submodule { options.x = lib.mkEnableOption "x"; };
        placeholder = "id";
      }).getSubOptions [ "a" ]))).loc;
    expected = "a.<id>._module.args";
  };

  "null beside a value is an error with both files" = {
    expr = lib: define lib (lib.types.nullOr lib.types.int) [ null 1 ];
    errors = [
      "The option `x` is defined both null and not null, in `2.nix' and `1.nix'."
    ];
  };

  "a value of neither type is an error" = {
    expr = lib: define lib (lib.types.either lib.types.int lib.types.str) [ true ];
    errors = [
      "A definition for option `x' is not of type `signed integer or string'."
    ];
  };

  "values of both types are an error" = {
    expr = lib: define lib (lib.types.either lib.types.int lib.types.str) [ 1 "a" ];
    errors = [
      "A definition for option `x' is not of type `signed integer or string'."
    ];
  };

  "anything refuses different kinds" = {
    expr = lib: define lib lib.types.anything [ { a = 1; } { a = "b"; } ];
    errors = [
      "The option `x.a' has conflicting option types in `2.nix' and `1.nix'"
    ];
  };

  "anything refuses different lists" = {
    expr = lib: define lib lib.types.anything [ { a = [ 1 ]; } { a = [ 2 ]; } ];
    errors = [
      "The option `x.a' has conflicting definition values:"
      "- In `1.nix':"
      "- In `2.nix':"
    ];
  };

  "raw refuses two definitions" = {
    expr = lib: define lib lib.types.raw [ 1 1 ];
    errors = [
      "The option `x' is defined multiple times while it's expected to be unique."
      "- In `1.nix': 1"
      "- In `2.nix': 1"
    ];
  };

  "unique says its message" = {
    expr =
      lib: define lib (lib.types.unique { message = "Only one of them."; } lib.types.int) [ 1 1 ];
    errors = [
      "The option `x' is defined multiple times while it's expected to be unique."
      "Only one of them."
    ];
  };

  "an item of a list is named by its place" = {
    expr = lib: define lib (lib.types.listOf lib.types.int) [ [ 1 "a" ] ];
    errors = [
      "A definition for option `x.\"[definition 1-entry 2]\"' is not of type `signed integer'."
    ];
  };

  "a value in attrsOf is named by its path" = {
    expr =
      lib: define lib (lib.types.attrsOf (lib.types.attrsOf lib.types.int)) [ { a.b = "c"; } ];
    errors = [
      "A definition for option `x.a.b' is not of type `signed integer'. Definition values:"
      "- In `1.nix': \"c\""
    ];
  };

  "attrsOf refuses a list" = {
    expr = lib: define lib (lib.types.attrsOf lib.types.int) [ [ ] ];
    errors = [
      "A definition for option `x' is not of type `attribute set of signed integer'. TypeError: Definition values:"
      "- In `1.nix': [ ]"
    ];
  };

  "nonEmptyListOf needs a definition" = {
    expr = lib: define lib (lib.types.nonEmptyListOf lib.types.int) [ ];
    errors = [
      "The option `x' was accessed but has no value defined. Try setting the option."
    ];
  };

  "lazyAttrsOf fails where a value is not defined" = {
    expr = lib: (define lib (lib.types.lazyAttrsOf lib.types.int) [ { a = lib.mkIf false 1; } ]).a;
    errors = [
      "The option `x.a' was accessed but has no value defined. Try setting the option."
    ];
  };

  "enum refuses other values" = {
    expr = lib: define lib (lib.types.enum [ "a" 1 ]) [ "b" ];
    errors = [
      "A definition for option `x' is not of type `one of \"a\", 1'."
    ];
  };

  "coercedTo refuses what is neither" = {
    expr = lib: define lib (lib.types.coercedTo lib.types.int toString lib.types.str) [ true ];
    errors = [
      "A definition for option `x' is not of type `string or signed integer convertible to it'."
    ];
  };

  "attrTag refuses two tags" = {
    expr =
      lib:
      define lib (lib.types.attrTag {
        a = lib.mkOption { type = lib.types.int; };
        b = lib.mkOption { type = lib.types.int; };
      }) [ { a = 1; } { b = 1; } ];
    errors = [
      "The option `x` is defined both as `b` and `a`, in `2.nix' and `1.nix'."
    ];
  };

  "attrTag wants options" = {
    expr = lib: define lib (lib.types.attrTag { a = lib.types.int; }) [ { a = 1; } ];
    errors = [
      "In attrTag, each tag value must be an option, but tag a was a bare type, not wrapped in mkOption."
    ];
  };

  "attrListOf refuses items with two names" = {
    expr = lib: define lib (lib.types.attrListOf lib.types.int) [ [ { a = 1; b = 2; } ] ];
    errors = [
      "Each list element must be a single-key attribute set, but got 2 keys"
    ];
  };

  "pathWith refuses a relative path in the store" = {
    expr = lib: (lib.types.pathWith { inStore = true; absolute = false; }).name;
    errors = [
      "In pathWith, inStore means the path must be absolute"
    ];
  };

  "oneOf needs a type" = {
    expr = lib: (lib.types.oneOf [ ]).name;
    errors = [
      "types.oneOf needs to get at least one type in its argument"
    ];
  };

  "ints.between needs an order" = {
    expr = lib: (lib.types.ints.between 2 1).name;
    errors = [
      "ints.between: lowest must be smaller than highest"
    ];
  };

  "coercedTo refuses to coerce submodules" = {
    expr = lib: (lib.types.coercedTo (lib.types.submodule { }) (x: x) lib.types.str).name;
    errors = [
      "coercedTo: coercedType must not have submodules"
    ];
  };

  "a check put over a type that checks itself is an error" = {
    expr =
      lib:
      define lib (lib.types.attrsOf (lib.types.listOf lib.types.int // { check = _: true; })) [
        { a = [ 1 ]; }
      ];
    errors = [
      "which is incompatible with"
      "Please use `lib.types.addCheck` instead"
    ];
  };

  "a v2 error is shown" = {
    expr =
      lib: define lib (lib.types.addCheck (lib.types.listOf lib.types.int) (x: x != [ ])) [ [ ] ];
    errors = [
      "A definition for option `x' is not of type `list of signed integer'. TypeError: Definition values:"
    ];
  };

  "mkOptionType refuses an unknown attribute" = {
    expr = lib: lib.mkOptionType { name = "a"; chekc = _: true; };
    errors = [
      "called with unexpected argument 'chekc'"
    ];
  };

  "an unknown argument of attrsWith is an error" = {
    expr = lib: lib.types.attrsWith { elemType = lib.types.int; laxy = true; };
    errors = [
      "called with unexpected argument 'laxy'"
    ];
  };
}
