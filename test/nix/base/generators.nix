# Text formats, and how options are shown.
{
  "toJSON and toYAML" = {
    expr = lib: [
      (lib.generators.toJSON { } { a = [ 1 "b" null ]; })
      (lib.generators.toYAML { } { a = 1; })
    ];
    expected = [ "{\"a\":[1,\"b\",null]}" "{\"a\":1}" ];
  };

  "toKeyValue" = {
    expr = lib: [
      (lib.generators.toKeyValue { } { a = 1; b = true; c = "x=y"; "k=1" = null; })
      (lib.generators.toKeyValue { listsAsDuplicateKeys = true; indent = "  "; } { a = [ 1 2 ]; })
      (lib.generators.toKeyValue {
        mkKeyValue = lib.generators.mkKeyValueDefault {
          mkValueString = v: "<${toString v}>";
        } ": ";
      } { a = 1; })
    ];
    expected = [ "a=1\nb=true\nc=x=y\nk\\=1=null\n" "  a=1\n  a=2\n" "a: <1>\n" ];
  };

  "toINI" = {
    expr = lib: [
      (lib.generators.toINI { } { a = { x = 1; }; "b]" = { y = "z"; }; })
      (lib.generators.toINI { } { })
    ];
    expected = [ "[a]\nx=1\n\n[b\\]]\ny=z\n" "" ];
  };

  "toINIWithGlobalSection" = {
    expr = lib: [
      (lib.generators.toINIWithGlobalSection { } { globalSection.a = 1; sections.s.b = 2; })
      (lib.generators.toINIWithGlobalSection { } { globalSection = { }; sections.s.b = 2; })
    ];
    expected = [ "a=1\n\n[s]\nb=2\n" "[s]\nb=2\n" ];
  };

  "mkValueStringDefault" = {
    expr = lib: map (lib.generators.mkValueStringDefault { }) [ 1 "a" true false null 1.5 ];
    expected = [ "1" "a" "true" "false" "null" "1.500000" ];
  };

  "toPretty on one line" = {
    expr =
      lib:
      map (lib.generators.toPretty { multiline = false; }) [
        1
        1.5
        "a\"\${b}"
        "a\nb"
        true
        null
        [ ]
        [ 1 2 ]
        { }
        { a.b = 1; "c d" = 2; }
        (x: x)
        ({ a, b ? 1 }: a)
        { type = "derivation"; name = "n"; }
      ];
    expected = [
      "1"
      "1.5"
      "\"a\\\"\\\${b}\""
      "\"a\\nb\""
      "true"
      "null"
      "[ ]"
      "[ 1 2 ]"
      "{ }"
      "{ a = { b = 1; }; \"c d\" = 2; }"
      "<function>"
      "<function, args: {a, b?}>"
      "<derivation n>"
    ];
  };

  "toPretty on several lines" = {
    expr =
      lib:
      map (lib.generators.toPretty { }) [
        [ 1 [ 2 ] ]
        { a = { b = 1; }; }
        "one\ntwo\n"
        "one\ntwo"
        "''\${x}\n"
      ];
    expected = [
      "[\n  1\n  [\n    2\n  ]\n]"
      "{\n  a = {\n    b = 1;\n  };\n}"
      "''\n  one\n  two\n''"
      "''\n  one\n  two''"
      "''\n  '''''\${x}\n''"
    ];
  };

  "toPretty with an indent" = {
    expr = lib: lib.generators.toPretty { indent = "    "; } { a = [ 1 ]; };
    expected = "{\n      a = [\n        1\n      ];\n    }";
  };

  "toPretty with values that print themselves" = {
    expr =
      lib:
      lib.generators.toPretty { allowPrettyValues = true; } {
        a = { __pretty = v: "<${v}>"; val = "x"; };
      };
    expected = "{\n  a = <x>;\n}";
  };

  "withRecursion cuts at a depth" = {
    expr =
      lib:
      lib.generators.withRecursion { depthLimit = 2; throwOnDepthLimit = false; } {
        a.b.c.d = 1;
        e = [ [ [ 1 ] ] ];
      };
    expected = {
      a = { b = { c = "<unevaluated>"; }; };
      e = [ [ "<unevaluated>" ] ];
    };
  };

  "showOption" = {
    expr =
      lib:
      map lib.showOption [ [ "a" "b" ] [ "a" "b.c" ] [ "a" "<name>" "b" ] [ "a" "*" ] [ "or" ] ];
    expected = [ "a.b" "a.\"b.c\"" "a.<name>.b" "a.*" "\"or\"" ];
  };

  "showFiles and showDefs" = {
    expr = lib: [
      (lib.showFiles [ "a" "b" ])
      (lib.options.showDefs [
        { file = "a"; value = { x = 1; }; }
        { file = "b"; value = "s"; }
        { file = "c"; value = throw "hidden"; }
        { file = "d"; value = [ 1 2 3 4 5 6 7 ]; }
      ])
    ];
    expected = [
      "`a' and `b'"
      "\n- In `a':\n    {\n      x = 1;\n    }\n- In `b': \"s\"\n- In `c'\n- In `d':\n    [\n      1\n      2\n      3\n      4\n    ..."
    ];
  };

  "showOptionWithDefLocs" = {
    expr = lib: lib.showOptionWithDefLocs { loc = [ "a" "b" ]; files = [ "x.nix" "y.nix" ]; };
    expected = "a.b, with values defined in:\n  - x.nix\n  - y.nix\n";
  };

  "literalExpression, literalMD and literalCode" = {
    expr = lib: [
      (lib.literalExpression "a")
      (lib.literalMD "b")
      (lib.options.literalCode "sh" "ls")
    ];
    expected = [
      {
        _type = "literalExpression";
        text = "a";
      }
      {
        _type = "literalMD";
        text = "b";
      }
      {
        _type = "literalMD";
        text = "```sh\nls\n```\n";
      }
    ];
  };

  "mkEnableOption" = {
    expr =
      lib:
      let
        option = lib.mkEnableOption "the thing";
      in
      [ option.default option.example option.description option.type.name option._type ];
    expected = [ false true "Whether to enable the thing." "bool" "option" ];
  };

  "mkPackageOption" = {
    expr =
      lib:
      let
        option = lib.mkPackageOption { tool = "t"; } "tool" {
          extraDescription = "More.";
          example = "x";
        };
      in
      [ option.default option.defaultText option.description option.example option.type.name ];
    expected = [
      "t"
      {
        _type = "literalExpression";
        text = "pkgs.tool";
      }
      "The tool package to use. More."
      {
        _type = "literalExpression";
        text = "x";
      }
      "package"
    ];
  };

  "optionAttrSetToDocList" = {
    expr =
      lib:
      map (lib.filterAttrs (name: _: name != "declarations")) (builtins.filter (option: !lib.elem "_module" option.loc) (lib.optionAttrSetToDocList (lib.evalModules {
        modules = [
          {
            options = {
              a = lib.mkOption {
                type = lib.types.int;
                default = 1;
                description = "A.";
                example = 2;
              };
              s = lib.mkOption {
                type = lib.types.attrsOf (lib.types.submodule { options.x = lib.mkEnableOption "x"; });
              };
              h = lib.mkOption { visible = false; };
            };
          }
        ];
      }).options));
    expected = [
      {
        default = {
          _type = "literalExpression";
          text = "1";
        };
        description = "A.";
        example = {
          _type = "literalExpression";
          text = "2";
        };
        internal = false;
        loc = [ "a" ];
        name = "a";
        readOnly = false;
        type = "signed integer";
        visible = true;
      }
      {
        description = null;
        internal = false;
        loc = [ "h" ];
        name = "h";
        readOnly = false;
        type = "unspecified value";
        visible = false;
      }
      {
        description = null;
        internal = false;
        loc = [ "s" ];
        name = "s";
        readOnly = false;
        type = "attribute set of (submodule)";
        visible = true;
      }
      {
        default = {
          _type = "literalExpression";
          text = "false";
        };
        description = "Whether to enable x.";
        example = {
          _type = "literalExpression";
          text = "true";
        };
        internal = false;
        loc = [ "s" "<name>" "x" ];
        name = "s.<name>.x";
        readOnly = false;
        type = "boolean";
        visible = true;
      }
    ];
  };

  "toPretty's depth may be an error" = {
    expr =
      lib:
      lib.generators.toPretty { } (lib.generators.withRecursion { depthLimit = 1; } { a.b.c = 1; });
    errors = [
      "Exceeded maximum eval-depth limit of 1"
    ];
  };

  "mkValueStringDefault refuses sets" = {
    expr = lib: lib.generators.mkValueStringDefault { } { a = 1; };
    errors = [
      "generators.mkValueStringDefault: attrsets not supported"
    ];
  };

  "mkOption refuses an unknown attribute" = {
    expr = lib: lib.mkOption { defualt = 1; };
    errors = [
      "defualt"
    ];
  };

  "literalExpression refuses what is no string" = {
    expr = lib: lib.literalExpression 1;
    errors = [
      "literalExpression expects a string."
    ];
  };
}
