# The functions of lib.modules that modules rarely call, but libraries of modules do.
let
  from = file: value: { inherit file value; };
  merge = lib: type: definitions: lib.modules.mergeDefinitions [ "a" ] type definitions;
  evaluate = lib: modules: (lib.evalModules { inherit modules; }).config;
in
{
  "mergeDefinitions merges, and tells what was left to merge" = {
    expr =
      lib:
      let
        merged = merge lib (lib.types.listOf lib.types.int) [
          (from "one" [ 1 ])
          (from "two" (lib.mkIf false [ 2 ]))
          (from "three" (lib.mkBefore [ 3 ]))
        ];
      in
      {
        inherit (merged) defsFinal isDefined mergedValue optionalValue;
        inherit (merged.defsFinal') highestPrio;
      };
    expected = {
      defsFinal = [
        { file = "three"; priority = 500; value = [ 3 ]; }
        { file = "one"; value = [ 1 ]; }
      ];
      highestPrio = 100;
      isDefined = true;
      mergedValue = [ 3 1 ];
      optionalValue.value = [ 3 1 ];
    };
  };

  "mergeDefinitions of nothing is not defined" = {
    expr =
      lib:
      let
        merged = merge lib lib.types.int [ (from "one" (lib.mkIf false 1)) ];
      in
      { inherit (merged) isDefined optionalValue; };
    expected = { isDefined = false; optionalValue = { }; };
  };

  "mergeDefinitions of nothing fails where the value is used" = {
    expr = lib: (merge lib lib.types.int [ ]).mergedValue;
    errors = [ "The option `a' was accessed but has no value defined" ];
  };

  "mergeDefinitions names what is not of the type" = {
    expr = lib: (merge lib lib.types.int [ (from "one" "x") ]).mergedValue;
    errors = [ "A definition for option `a' is not of type `signed integer'" "In `one': \"x\"" ];
  };

  "filterOverrides keeps the definitions of the strongest priority" = {
    expr =
      lib:
      lib.modules.filterOverrides [
        (from "one" (lib.mkDefault 1))
        (from "two" 2)
        (from "three" (lib.mkOverride 100 3))
      ];
    expected = [
      { file = "two"; value = 2; }
      { file = "three"; value = 3; }
    ];
  };

  "filterOverrides' tells the priority too" = {
    expr =
      lib:
      lib.modules.filterOverrides' [
        (from "one" (lib.mkForce 1))
        (from "two" 2)
      ];
    expected = { highestPrio = 50; values = [ { file = "one"; value = 1; } ]; };
  };

  "sortProperties sorts by mkOrder and keeps the order of equals" = {
    expr =
      lib:
      map (definition: definition.value) (
        lib.modules.sortProperties [
          (from "one" (lib.mkAfter 1))
          (from "two" 2)
          (from "three" (lib.mkOrder 1000 3))
          (from "four" (lib.mkBefore 4))
        ]
      );
    expected = [ 4 2 3 1 ];
  };

  "the priorities of plain definitions" = {
    expr = lib: { inherit (lib.modules) defaultOrderPriority defaultOverridePriority; };
    expected = { defaultOrderPriority = 1000; defaultOverridePriority = 100; };
  };

  "dischargeProperties gives what holds" = {
    expr =
      lib:
      lib.modules.dischargeProperties (
        lib.mkMerge [
          1
          (lib.mkIf true (lib.mkMerge [ 2 3 ]))
          (lib.mkIf false (throw "used"))
        ]
      );
    expected = [ 1 2 3 ];
  };

  "dischargeProperties refuses a condition that is no boolean" = {
    expr = lib: lib.modules.dischargeProperties (lib.mkIf "yes" 1);
    errors = [ "called with a non-Boolean condition" ];
  };

  "pushDownProperties moves properties to the values" = {
    expr =
      lib:
      lib.modules.pushDownProperties (
        lib.mkMerge [
          (lib.mkIf false { a = 1; })
          (lib.mkForce { b = 2; c = 3; })
          { d = 4; }
        ]
      );
    expected = [
      { a = { _type = "if"; condition = false; content = 1; }; }
      {
        b = { _type = "override"; priority = 50; content = 2; };
        c = { _type = "override"; priority = 50; content = 3; };
      }
      { d = 4; }
    ];
  };

  "unifyModuleSyntax writes a module in full" = {
    expr =
      lib:
      let
        module = lib.modules.unifyModuleSyntax "file.nix" "key" { a = 1; imports = [ ./x.nix ]; };
      in
      {
        inherit (module) _class _file config disabledModules key options;
        imports = map baseNameOf module.imports;
      };
    expected = {
      _class = null;
      _file = "file.nix";
      config.a = 1;
      disabledModules = [ ];
      imports = [ "x.nix" ];
      key = "key";
      options = { };
    };
  };

  "unifyModuleSyntax refuses a module that is half in full" = {
    expr = lib: builtins.deepSeq (lib.modules.unifyModuleSyntax "file.nix" "key" { config = { }; a = 1; }) 1;
    errors = [ "Module `key' has an unsupported attribute `a'" ];
  };

  "applyModuleArgsIfFunction leaves a set as it is" = {
    expr = lib: lib.modules.applyModuleArgsIfFunction "key" { a = 1; } { config = { }; };
    expected = { a = 1; };
  };

  "applyModuleArgsIfFunction gives a function its arguments" = {
    expr =
      lib:
      lib.modules.applyModuleArgsIfFunction "key" ({ name, ... }: { inherit name; }) {
        name = "given";
        config = { };
      };
    expected = { name = "given"; };
  };

  "collectModules finds the modules that modules import" = {
    expr =
      lib:
      let
        modules = lib.modules.collectModules "" [
          { _file = "one"; imports = [ { _file = "two"; a = 1; } ]; }
          { _file = "three"; b = 2; }
        ] { inherit lib; config = { }; options = { }; };
      in
      map (module: module._file) modules.modules;
    expected = [ "one" "three" "two" ];
  };

  "mergeModules gives options, with their values" = {
    expr =
      lib:
      let
        merged = lib.modules.mergeModules [ ] [
          {
            _file = "one";
            options.a = lib.mkOption { type = lib.types.int; };
            config.a = 1;
          }
        ];
      in
      (merged.matchedOptions or merged).a.value;
    expected = 1;
  };

  "mergeModules' takes declarations and definitions apart" = {
    expr =
      lib:
      let
        merged =
          lib.modules.mergeModules' [ ]
            [ { _file = "one"; pos = null; options.a = lib.mkOption { type = lib.types.int; }; } ]
            [ { file = "two"; config = { a = 1; b = 2; }; } ];
      in
      {
        value = merged.matchedOptions.a.value;
        unmatched = map (definition: { inherit (definition) file prefix value; }) merged.unmatchedDefns;
      };
    expected = {
      value = 1;
      unmatched = [ { file = "two"; prefix = [ "b" ]; value = 2; } ];
    };
  };

  "mergeOptionDecls makes one declaration of several" = {
    expr =
      lib:
      let
        declare = _file: options: {
          inherit _file options;
          pos = null;
        };
        merged = lib.modules.mergeOptionDecls [ "a" ] [
          (declare "one" (lib.mkOption { type = lib.types.int; }))
          (declare "two" (lib.mkOption { default = 1; }))
        ];
      in
      { inherit (merged) declarations default loc; type = merged.type.name; };
    expected = { declarations = [ "one" "two" ]; default = 1; loc = [ "a" ]; type = "int"; };
  };

  "mergeOptionDecls refuses two defaults" = {
    expr =
      lib:
      let
        declare = _file: {
          inherit _file;
          pos = null;
          options = lib.mkOption { default = 1; };
        };
      in
      (lib.modules.mergeOptionDecls [ "a" ] [ (declare "one") (declare "two") ]).default;
    errors = [ "The option `a' in `two' is already declared in `one'" ];
  };

  "evalOptionValue gives an option its value" = {
    expr =
      lib:
      let
        declared = lib.mkOption { type = lib.types.int; apply = n: n + 1; } // {
          declarations = [ "one" ];
          options = [ ];
        };
        option = lib.modules.evalOptionValue [ "a" ] declared [ (from "two" 1) ];
      in
      {
        inherit (option) definitions files highestPrio isDefined value;
        shown = toString option;
      };
    expected = {
      definitions = [ 1 ];
      files = [ "two" ];
      highestPrio = 100;
      isDefined = true;
      value = 2;
      shown = "a";
    };
  };

  "fixupOptionType gives an option without a type one" = {
    expr =
      lib:
      (lib.modules.fixupOptionType [ "a" ] {
        declarations = [ "one" ];
        options = [ ];
      }).type.name;
    expected = "unspecified";
  };

  "fixupOptionType gives a submodule the modules of all its declarations" = {
    expr =
      lib:
      let
        fixed = lib.modules.fixupOptionType [ "a" ] {
          type = lib.types.submodule { options.b = lib.mkOption { type = lib.types.int; }; };
          declarations = [ "one" ];
          options = [ { options.c = lib.mkOption { type = lib.types.int; }; } ];
        };
      in
      builtins.attrNames (removeAttrs (fixed.type.getSubOptions [ ]) [ "_module" ]);
    expected = [ "c" ];
  };

  "mkAliasIfDef defines where the option is defined" = {
    expr =
      lib:
      (evaluate lib [
        ({ options, ... }: {
          options = {
            old = lib.mkOption { type = lib.types.int; };
            unused = lib.mkOption { type = lib.types.int; };
            new = lib.mkOption { type = lib.types.listOf lib.types.int; };
          };
          config.old = 1;
          config.new = lib.mkMerge [
            (lib.modules.mkAliasIfDef options.old [ 1 ])
            (lib.modules.mkAliasIfDef options.unused [ 2 ])
          ];
        })
      ]).new;
    expected = [ 1 ];
  };

  "mkAliasAndWrapDefsWithPriority keeps the priority" = {
    expr =
      lib:
      (evaluate lib [
        ({ options, ... }: {
          options.old = lib.mkOption { type = lib.types.int; };
          options.new = lib.mkOption { type = lib.types.int; };
          config.old = lib.mkForce 1;
          config.new = lib.mkMerge [
            (lib.modules.mkAliasAndWrapDefsWithPriority lib.id options.old)
            2
          ];
        })
      ]).new;
    expected = 1;
  };

  "mkAliasOptionModuleMD is mkAliasOptionModule" = {
    expr =
      lib:
      (evaluate lib [
        (lib.mkAliasOptionModuleMD [ "old" ] [ "new" ])
        { options.new = lib.mkOption { type = lib.types.int; }; }
        { old = 1; }
      ]).new;
    expected = 1;
  };

  "mkFixStrictness gives its argument" = {
    expr = lib: lib.mkFixStrictness 1;
    expected = 1;
  };
}
