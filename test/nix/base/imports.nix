# Modules: their forms, imports, keys, disabling, arguments and classes.
let
  evaluate = lib: modules: (lib.evalModules { inherit modules; }).config;
  list = lib: { options.x = lib.mkOption { type = lib.types.listOf lib.types.str; default = [ ]; }; };
in
{
  "modules are sets, functions, paths and strings" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        { x = [ "set" ]; }
        ({ ... }: { x = [ "function" ]; })
        ./fixtures/defines-x.nix
        (toString ./fixtures/defines-x-too.nix)
      ];
    expected = { x = [ "another file" "file" "function" "set" ]; };
  };

  "a functor is a module too" = {
    expr =
      lib:
      evaluate lib [ (list lib) { __functor = _: { config, ... }: { x = [ "functor" ]; }; } ];
    expected = { x = [ "functor" ]; };
  };

  "imports come before all modules that import" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        { imports = [ { x = [ "imported" ]; } ]; x = [ "importer" ]; }
        { x = [ "next" ]; }
      ];
    expected = { x = [ "imported" "next" "importer" ]; };
  };

  "every inline import counts" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        {
          imports = [
            { x = [ "1" ]; }
            { x = [ "2" ]; }
            { imports = [ { x = [ "3" ]; } { x = [ "4" ]; } ]; }
          ];
        }
        { imports = [ { x = [ "5" ]; } ({ ... }: { x = [ "6" ]; }) ]; }
      ];
    expected = { x = [ "4" "3" "6" "5" "2" "1" ]; };
  };

  "equal inline imports count each" = {
    expr =
      lib: evaluate lib [ (list lib) { imports = [ { x = [ "same" ]; } { x = [ "same" ]; } ]; } ];
    expected = { x = [ "same" "same" ]; };
  };

  "a file that is imported twice is loaded once" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        ./fixtures/defines-x.nix
        { imports = [ ./fixtures/defines-x.nix ]; }
        (toString ./fixtures/defines-x.nix)
      ];
    expected = { x = [ "file" ]; };
  };

  "imports inside of files are relative to them" = {
    expr = lib: evaluate lib [ (list lib) ./fixtures/imports-x.nix ];
    expected = { x = [ "file" "importing file" ]; };
  };

  "a key makes inline modules equal" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        { key = "k"; x = [ "first" ]; }
        { key = "k"; x = [ "second" ]; }
      ];
    expected = { x = [ "first" ]; };
  };

  "require is an old name of imports" = {
    expr = lib: evaluate lib [ (list lib) { require = [ { x = [ "required" ]; } ]; } ];
    expected = { x = [ "required" ]; };
  };

  "disabledModules takes a path" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        ./fixtures/defines-x.nix
        ./fixtures/defines-x-too.nix
        { disabledModules = [ ./fixtures/defines-x.nix ]; }
      ];
    expected = { x = [ "another file" ]; };
  };

  "disabledModules takes a key" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        { key = "k"; x = [ "gone" ]; }
        { x = [ "here" ]; }
        { disabledModules = [ { key = "k"; } ]; }
      ];
    expected = { x = [ "here" ]; };
  };

  "disabledModules disables imports of what is disabled" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        ./fixtures/imports-x.nix
        { disabledModules = [ ./fixtures/imports-x.nix ]; }
      ];
    expected = { x = [ ]; };
  };

  "disabledModules takes a path below modulesPath" = {
    expr =
      lib:
      (lib.evalModules {
        modules = [
          (list lib)
          ./fixtures/defines-x.nix
          { disabledModules = [ "defines-x.nix" ]; }
        ];
        specialArgs.modulesPath = ./fixtures;
      }).config;
    expected = { x = [ ]; };
  };

  "arguments come from _module.args" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        ({ who, ... }: { x = [ who ]; })
        { _module.args.who = "argument"; }
      ];
    expected = { x = [ "argument" ]; };
  };

  "an argument may be set by a module that uses another one" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        ({ b, ... }: { x = [ b ]; })
        ({ a, ... }: { _module.args.b = "${a}b"; })
        { _module.args.a = "a"; }
      ];
    expected = { x = [ "ab" ]; };
  };

  "specialArgs may be used in imports" = {
    expr =
      lib:
      (lib.evalModules {
        modules = [ (list lib) ({ extra, ... }: { imports = [ extra ]; }) ];
        specialArgs.extra = { x = [ "extra" ]; };
      }).config;
    expected = { x = [ "extra" ]; };
  };

  "modules see config, options, lib and specialArgs" = {
    expr =
      lib:
      (lib.evalModules {
        modules = [
          (list lib)
          ({ config, options, lib, specialArgs, ... }: {
            x = [
              (toString (options ? x))
              (lib.concatStrings (builtins.attrNames specialArgs))
              (toString (config ? x))
            ];
          })
        ];
        specialArgs.s = 1;
      }).config;
    expected = { x = [ "1" "s" "1" ]; };
  };

  "all arguments can be taken at once" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        (args: { x = lib.optional (args ? config && args ? options && args ? lib) "all"; })
      ];
    expected = { x = [ "all" ]; };
  };

  "_file names a module" = {
    expr =
      lib:
      (builtins.head (lib.evalModules { modules = [ (list lib) { _file = "named.nix"; x = [ "a" ]; } ]; }).options.x.definitionsWithLocations).file;
    expected = "named.nix";
  };

  "an inline import has the file of its importer" = {
    expr =
      lib:
      (builtins.head (lib.evalModules {
        modules = [ (list lib) { _file = "named.nix"; imports = [ { x = [ "a" ]; } ]; } ];
      }).options.x.definitionsWithLocations).file;
    expected = "named.nix";
  };

  "setDefaultModuleLocation names a module" = {
    expr =
      lib:
      (lib.evalModules {
        modules = [ (list lib) (lib.setDefaultModuleLocation "named.nix" { x = [ "a" ]; }) ];
      }).options.x.files;
    expected = [ "named.nix" ];
  };

  "importApply passes an argument on and keeps the file" = {
    expr =
      lib:
      let
        result = lib.evalModules {
          modules = [
            (list lib)
            (lib.modules.importApply ./fixtures/takes-argument.nix { word = "applied"; })
          ];
        };
      in
      [ result.config.x (map baseNameOf result.options.x.files) ];
    expected = [ [ "applied" ] [ "takes-argument.nix" ] ];
  };

  "importJSON and importTOML make modules of files" = {
    expr =
      lib:
      let
        options = { options.a = lib.mkOption { }; options.b = lib.mkOption { default = null; }; };
      in
      [
        (evaluate lib [ options (lib.modules.importJSON ./fixtures/data.json) ])
        (evaluate lib [ options (lib.modules.importTOML ./fixtures/data.toml) ])
      ];
    expected = [ { a = [ 1 "b" ]; b = null; } { a = 1; b = { c = "d"; }; } ];
  };

  "evalModules can be extended" = {
    expr =
      lib:
      let
        base = lib.evalModules { modules = [ (list lib) { x = [ "base" ]; } ]; };
        extended = base.extendModules { modules = [ { x = [ "more" ]; } ]; };
      in
      [
        base.config.x
        extended.config.x
        (extended.extendModules { modules = [ { x = lib.mkForce [ "forced" ]; } ]; }).config.x
      ];
    expected = [ [ "base" ] [ "more" "base" ] [ "forced" ] ];
  };

  "the result has a type for submodules" = {
    expr =
      lib:
      let
        inner = lib.evalModules { modules = [ (list lib) { x = [ "inner" ]; } ]; };
      in
      evaluate lib [
        { options.sub = lib.mkOption { inherit (inner) type; }; config.sub.x = [ "outer" ]; }
      ];
    expected = { sub = { x = [ "outer" "inner" ]; }; };
  };

  "modules of the right class or none are taken" = {
    expr =
      lib:
      let
        result = lib.evalModules {
          class = "mine";
          modules = [
            (list lib)
            { _class = "mine"; x = [ "a" ]; }
            { x = [ "b" ]; }
            ({ _class, ... }: { x = [ _class ]; })
          ];
        };
      in
      [ result.config.x result.class result._type ];
    expected = [ [ "mine" "b" "a" ] "mine" "configuration" ];
  };

  "the prefix stands before every option" = {
    expr =
      lib: (lib.evalModules { prefix = [ "p" "q" ]; modules = [ (list lib) ]; }).options.x.loc;
    expected = [ "p" "q" "x" ];
  };

  "the graph shows what imports what" = {
    expr =
      lib:
      let
        show = node: {
          inherit (node) disabled;
          key = baseNameOf node.key;
          imports = map show node.imports;
        };
      in
      map show (lib.evalModules {
        modules = [
          (list lib)
          ./fixtures/imports-x.nix
          { disabledModules = [ ./fixtures/defines-x.nix ]; }
        ];
      }).graph;
    expected = [
      {
        disabled = false;
        imports = [ ];
        key = ":anon-1";
      }
      {
        disabled = false;
        imports = [ { disabled = true; imports = [ ]; key = "defines-x.nix"; } ];
        key = "imports-x.nix";
      }
      {
        disabled = false;
        imports = [ ];
        key = ":anon-3";
      }
    ];
  };

  "meta is an option in modules with config" = {
    expr = lib: evaluate lib [ { options.meta = lib.mkOption { }; config = { }; meta = "m"; } ];
    expected = { meta = "m"; };
  };

  "config and options may stand beside imports" = {
    expr =
      lib:
      evaluate lib [
        {
          imports = [ { options.a = lib.mkOption { }; } ];
          options.b = lib.mkOption { default = 2; };
          config.a = 1;
        }
      ];
    expected = {
      a = 1;
      b = 2;
    };
  };

  "config beside other names is an error with the file" = {
    expr =
      lib:
      evaluate lib [
        { _file = "u.nix"; key = "u.nix"; options.a = lib.mkOption { }; b = 1; config = { }; }
      ];
    errors = [
      "has an unsupported attribute `b'. This is caused by introducing a top-level `config' or `options' attribute."
    ];
  };

  "config beside other names names the file that it is in" = {
    expr = lib: evaluate lib [ ./fixtures/mixed-forms.nix ];
    errors = [
      "fixtures/mixed-forms.nix' has an unsupported attribute `other'"
    ];
  };

  "a list is no module" = {
    expr = lib: evaluate lib [ [ { } ] ];
    errors = [
      "Module imports can't be nested lists. Perhaps you meant to remove one level of lists?"
    ];
  };

  "a value that is no module is an error" = {
    expr = lib: evaluate lib [ ({ ... }: 1) ];
    errors = [
      "does not look like a module."
    ];
  };

  "a missing argument is an error with its name and file" = {
    expr = lib: (evaluate lib [ (list lib) ./fixtures/needs-argument.nix ]).x;
    errors = [
      "nobodyGivesThis"
    ];
  };

  "a configuration is no module" = {
    expr = lib: evaluate lib [ (lib.evalModules { modules = [ ]; }) ];
    errors = [
      "Expected a module, but found a value of type"
      "\"configuration\""
      "please only import the modules that make up the configuration"
    ];
  };

  "a module of another class is an error" = {
    expr =
      lib:
      (lib.evalModules { class = "mine"; modules = [ { _class = "yours"; _file = "y.nix"; } ]; }).config;
    errors = [
      "The module `y.nix`"
      "cannot be imported into a module evaluation that expects class \"mine\"."
    ];
  };

  "a disabled module needs a key" = {
    expr = lib: evaluate lib [ { _file = "d.nix"; disabledModules = [ { } ]; } ];
    errors = [
      "Module `d.nix` contains a disabledModules item that is an attribute set, presumably a module, that does not have a `key` attribute."
    ];
  };

  "imports that depend on config recurse" = {
    expr =
      lib:
      evaluate lib [
        (list lib)
        ({ config, ... }: { imports = if config.x == [ ] then [ ] else [ ]; })
      ];
    errors = [
      "infinite recursion encountered"
    ];
  };

  "evalModules refuses an unknown argument" = {
    expr = lib: lib.evalModules { modules = [ ]; module = [ ]; };
    errors = [
      "called with unexpected argument 'module'"
    ];
  };

  "imports are a list" = {
    expr = lib: evaluate lib [ { imports = ./fixtures/defines-x.nix; } ];
    errors = [ "list" ];
  };

  "a relative path is no string" = {
    expr = lib: evaluate lib [ { imports = [ "defines-x.nix" ]; } ];
    errors = [ "defines-x.nix" ];
  };

  "mkMerge around a module needs a list" = {
    expr = lib: evaluate lib [ (list lib) (lib.mkMerge { x = [ ]; }) ];
    errors = [ "list" ];
  };
}
