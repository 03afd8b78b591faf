# Options that were renamed, removed, changed or merged.
let
  evaluate = lib: modules: (lib.evalModules { inherit modules; }).config;
  # What a configuration with assertions and warnings has besides its own options.
  checks = lib: {
    options = {
      assertions = lib.mkOption { type = lib.types.listOf lib.types.unspecified; default = [ ]; };
      warnings = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; };
    };
  };
  new = lib: { options.new.name = lib.mkOption { type = lib.types.str; default = "default"; }; };
in
{
  "an alias reads and sets the other option" = {
    expr =
      lib:
      map (module: (evaluate lib [ (new lib) (lib.mkAliasOptionModule [ "old" ] [ "new" "name" ]) module ])) [
        { }
        { old = "o"; }
        { new.name = "n"; }
      ];
    expected = [
      {
        new = { name = "default"; };
        old = "default";
      }
      {
        new = { name = "o"; };
        old = "o";
      }
      {
        new = { name = "n"; };
        old = "n";
      }
    ];
  };

  "an alias keeps the priority" = {
    expr =
      lib:
      (evaluate lib [
        (new lib)
        (lib.mkAliasOptionModule [ "old" ] [ "new" "name" ])
        { old = lib.mkForce "o"; new.name = "n"; }
      ]).new.name;
    expected = "o";
  };

  "a renamed option sets the new one and warns" = {
    expr =
      lib:
      evaluate lib [
        (checks lib)
        (new lib)
        (lib.mkRenamedOptionModule [ "old" "name" ] [ "new" "name" ])
        { _file = "u.nix"; old.name = "o"; }
      ];
    expected = {
      assertions = [ ];
      new = { name = "o"; };
      old = { name = "o"; };
      warnings = [ "The option `old.name' defined in `u.nix' has been renamed to `new.name'." ];
    };
  };

  "a renamed option that is not used does not warn" = {
    expr =
      lib:
      (evaluate lib [
        (checks lib)
        (new lib)
        (lib.mkRenamedOptionModule [ "old" ] [ "new" "name" ])
        { new.name = "n"; }
      ]).warnings;
    expected = [ ];
  };

  "mkRenamedOptionModuleWith warns from a release on" = {
    expr =
      lib:
      map (sinceRelease: (evaluate lib [
        (checks lib)
        (new lib)
        (lib.mkRenamedOptionModuleWith {
          from = [ "old" ];
          to = [ "new" "name" ];
          inherit sinceRelease;
        })
        { _file = "u.nix"; old = "o"; }
      ]).warnings) [ 2305 9999 ];
    expected = [ [ "The option `old' defined in `u.nix' has been renamed to `new.name'." ] [ ] ];
  };

  "a removed option fails an assertion where it is set" = {
    expr =
      lib:
      map (module: (evaluate lib [
        (checks lib)
        (lib.mkRemovedOptionModule [ "old" "name" ] "Use new.")
        module
      ]).assertions) [ { } { _file = "u.nix"; old.name = 1; } ];
    expected = [
      [
        {
          assertion = true;
          message = "The option definition `old.name' in  no longer has any effect; please remove it.\nUse new.\n";
        }
      ]
      [
        {
          assertion = false;
          message = "The option definition `old.name' in `u.nix' no longer has any effect; please remove it.\nUse new.\n";
        }
      ]
    ];
  };

  "a changed option is converted and warns" = {
    expr =
      lib:
      let
        config = evaluate lib [
          (checks lib)
          { options.level = lib.mkOption { type = lib.types.str; default = "low"; }; }
          (lib.mkChangedOptionModule [ "number" ] [ "level" ] (config: if config.number > 5 then "high" else "low"))
          { _file = "u.nix"; number = 9; }
        ];
      in
      { inherit (config) level warnings; };
    expected = {
      level = "high";
      warnings = [
        "The option `number' defined in `u.nix' has been changed to `level' that has a different type. Please read `level' documentation and update your configuration accordingly."
      ];
    };
  };

  "merged options become one" = {
    expr =
      lib:
      let
        config = module: evaluate lib [
          (checks lib)
          { options.all = lib.mkOption { type = lib.types.str; default = "none"; }; }
          (lib.mkMergedOptionModule [ [ "a" ] [ "b" ] ] [ "all" ] (config: "merged"))
          module
        ];
      in
      [
        (config { }).all
        (config { _file = "u.nix"; b = 1; }).all
        (config { _file = "u.nix"; b = 1; }).warnings
      ];
    expected = [
      "none"
      "merged"
      [
        "The option `b' defined in `u.nix' has been changed to `all' that has a different type. Please read `all' documentation and update your configuration accordingly."
      ]
    ];
  };

  "mkAliasDefinitions copies definitions" = {
    expr =
      lib:
      evaluate lib [
        ({ options, ... }: {
          options = {
            a = lib.mkOption { type = lib.types.listOf lib.types.int; };
            b = lib.mkOption { type = lib.types.listOf lib.types.int; default = [ 0 ]; };
          };
          config.b = lib.mkAliasDefinitions options.a;
        })
        { a = [ 1 ]; }
        { a = [ 2 ]; }
      ];
    expected = {
      a = [ 2 1 ];
      b = [ 2 1 ];
    };
  };

  "mkAliasAndWrapDefinitions puts definitions into a place" = {
    expr =
      lib:
      evaluate lib [
        ({ options, ... }: {
          options = {
            a = lib.mkOption { };
            b = lib.mkOption { type = lib.types.attrsOf lib.types.int; default = { }; };
          };
          config.b = lib.mkAliasAndWrapDefinitions (content: { inside = content; }) options.a;
        })
        { a = 1; }
      ];
    expected = {
      a = 1;
      b = { inside = 1; };
    };
  };

  "an alias of an option in a submodule's type" = {
    expr =
      lib:
      evaluate lib [
        {
          options.set = lib.mkOption {
            type = lib.types.attrsOf (lib.types.submodule { options.v = lib.mkOption { default = 0; }; });
            default = { };
          };
        }
        (lib.mkAliasOptionModule [ "old" ] [ "set" ])
        { old.a.v = 1; }
      ];
    expected = {
      old = { a = { v = 1; }; };
      set = { a = { v = 1; }; };
    };
  };

  "doRename works without warnings and with a condition" = {
    expr =
      lib:
      map (condition: (evaluate lib [
        (new lib)
        (lib.doRename {
          from = [ "old" ];
          to = [ "new" "name" ];
          visible = false;
          warn = true;
          use = text: "used ${text}";
          inherit condition;
        })
        { old = "o"; }
      ])) [ true false ];
    expected = [
      {
        new = { name = "o"; };
        old = "used o";
      }
      {
        new = { name = "default"; };
        old = "used default";
      }
    ];
  };

  "fixMergeModules does not check" = {
    expr =
      lib:
      (lib.fixMergeModules [ { options.a = lib.mkOption { default = 1; }; } { b = 1; } ] { }).config.a;
    expected = 1;
  };

  "a removed option cannot be read" = {
    expr =
      lib:
      (evaluate lib [
        (checks lib)
        (lib.mkRemovedOptionModule [ "old" ] "Use new.")
        { old = 1; }
      ]).old;
    errors = [
      "The option `old' can no longer be used since it's been removed. Use new."
    ];
  };

  "an alias needs its target" = {
    expr = lib: (evaluate lib [ (lib.mkAliasOptionModule [ "old" ] [ "new" ]) ]).old;
    errors = [
      "option `new' does not exist."
    ];
  };

  "doRename refuses an unknown argument" = {
    expr =
      lib:
      lib.doRename {
        from = [ "a" ];
        to = [ "b" ];
        visible = true;
        warn = false;
        use = x: x;
        wihtPriority = true;
      };
    errors = [
      "called with unexpected argument 'wihtPriority'"
    ];
  };
}
