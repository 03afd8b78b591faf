# Options: declarations, values, and the errors about both.
let
  evaluate = lib: modules: (lib.evalModules { inherit modules; }).config;
  optionsOf = lib: modules: (lib.evalModules { inherit modules; }).options;
in
{
  "definitions of all modules are merged" = {
    expr =
      lib:
      evaluate lib [
        { options.a = lib.mkOption { type = lib.types.listOf lib.types.int; }; }
        { a = [ 1 ]; }
        { config.a = [ 2 ]; }
      ];
    expected = { a = [ 2 1 ]; };
  };

  "an option without a type takes any single value" = {
    expr = lib: evaluate lib [ { options.a = lib.mkOption { }; config.a = "x"; } ];
    expected = { a = "x"; };
  };

  "an option without a type merges by the kind of the values" = {
    expr =
      lib:
      evaluate lib [
        {
          options = {
            list = lib.mkOption { };
            bool = lib.mkOption { };
            set = lib.mkOption { };
            text = lib.mkOption { };
            number = lib.mkOption { };
          };
        }
        { list = [ 1 ]; bool = false; set.a = 1; text = "a"; number = 1; }
        { list = [ 2 ]; bool = true; set.b = 2; text = "b"; number = 1; }
      ];
    expected = {
      bool = true;
      list = [ 2 1 ];
      number = 1;
      set = {
        a = 1;
        b = 2;
      };
      text = "ba";
    };
  };

  "apply sees the merged value" = {
    expr = lib: evaluate lib [ { options.a = lib.mkOption { default = 1; apply = x: x + 1; }; } ];
    expected = { a = 2; };
  };

  "the value of an option may depend on others" = {
    expr =
      lib:
      evaluate lib [
        ({ config, ... }: {
          options.a = lib.mkOption { default = config.b + 1; };
          options.b = lib.mkOption { default = 1; };
        })
      ];
    expected = {
      a = 2;
      b = 1;
    };
  };

  "two declarations of one option add up" = {
    expr =
      lib:
      let
        option = (optionsOf lib [
          { _file = "a.nix"; options.x = lib.mkOption { type = lib.types.int; }; }
          { _file = "b.nix"; options.x = lib.mkOption { default = 1; description = "X."; }; }
        ]).x;
      in
      { inherit (option) value declarations description; };
    expected = {
      declarations = [ "b.nix" "a.nix" ];
      description = "X.";
      value = 1;
    };
  };

  "two declarations of an enum allow the values of both" = {
    expr =
      lib:
      map (x: (evaluate lib [
        { options.x = lib.mkOption { type = lib.types.enum [ "a" ]; }; }
        { options.x = lib.mkOption { type = lib.types.enum [ "b" ]; }; }
        { inherit x; }
      ]).x) [ "a" "b" ];
    expected = [ "a" "b" ];
  };

  "a read-only option may be set once" = {
    expr = lib: evaluate lib [ { options.a = lib.mkOption { readOnly = true; }; config.a = 1; } ];
    expected = { a = 1; };
  };

  "declarations know their place" = {
    expr =
      lib:
      (builtins.head (optionsOf lib [ ./fixtures/declares-a.nix ]).a.declarationPositions).line;
    expected = 3;
  };

  "mkSinkUndeclaredOptions takes everything" = {
    expr =
      lib:
      let
        options = optionsOf lib [
          { options.rest = lib.mkSinkUndeclaredOptions { }; config.rest.a.b = 1; }
        ];
      in
      [ options.rest.isDefined options.rest.type.name ];
    expected = [ true "sink" ];
  };

  "unknown names are let through without the check" = {
    expr =
      lib:
      evaluate lib [
        { options.a = lib.mkOption { default = 1; }; config = { _module.check = false; b = 2; }; }
      ];
    expected = { a = 1; };
  };

  "a set of options and a set of values have the same shape" = {
    expr =
      lib:
      evaluate lib [
        {
          options.a.b.c = lib.mkOption { default = 1; };
          options.a.d = lib.mkOption { default = 2; };
        }
      ];
    expected = { a = { b = { c = 1; }; d = 2; }; };
  };

  "a derived check through options, not values" = {
    expr =
      lib:
      evaluate lib [
        ({ options, ... }: { options.seen = lib.mkOption { default = options ? extra; }; })
        { options.extra = lib.mkOption { default = 1; }; }
      ];
    expected = {
      extra = 1;
      seen = true;
    };
  };

  "an unknown option is an error with file and value" = {
    expr =
      lib:
      evaluate lib [
        { _file = "known.nix"; options.name = lib.mkOption { default = 1; }; }
        { _file = "unknown.nix"; config.nmae = { a = 1; }; }
      ];
    errors = [
      "The option `nmae' does not exist. Definition values:"
      "- In `unknown.nix':"
      "a = 1;"
      "Did you mean `name'?"
    ];
  };

  "an unknown nested option is an error with its path" = {
    expr =
      lib:
      evaluate lib [
        { options.a.b = lib.mkOption { default = 1; }; }
        { _file = "u.nix"; a.c = "v"; }
      ];
    errors = [
      "The option `a.c' does not exist. Definition values:"
      "- In `u.nix': \"v\""
      "Did you mean `a.b'?"
    ];
  };

  "an unknown option shows no value that throws" = {
    expr =
      lib:
      evaluate lib [
        { options.a = lib.mkOption { default = 1; }; }
        { _file = "u.nix"; zz = throw "hidden"; }
      ];
    errors = [
      "The option `zz' does not exist. Definition values:"
      "- In `u.nix'"
    ];
  };

  "an option in config is an error" = {
    expr = lib: evaluate lib [ { config.a = lib.mkOption { }; } ];
    errors = [
      "The option `a' does not exist."
      "It seems as if you're trying to declare an option by placing it into `config' rather than `options'!"
    ];
  };

  "an option that is not defined is an error" = {
    expr = lib: (evaluate lib [ { options.a.b = lib.mkOption { type = lib.types.int; }; } ]).a.b;
    errors = [
      "The option `a.b' was accessed but has no value defined. Try setting the option."
    ];
  };

  "two different values are an error with both files" = {
    expr =
      lib:
      evaluate lib [
        { options.a = lib.mkOption { type = lib.types.int; }; }
        { _file = "one.nix"; a = 1; }
        { _file = "two.nix"; a = 2; }
      ];
    errors = [
      "The option `a' has conflicting definition values:"
      "- In `one.nix': 1"
      "- In `two.nix': 2"
      "Use `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions."
    ];
  };

  "a value of another type is an error with its file" = {
    expr =
      lib:
      evaluate lib [
        { options.a = lib.mkOption { type = lib.types.int; }; }
        { _file = "one.nix"; a = "x"; }
      ];
    errors = [
      "A definition for option `a' is not of type `signed integer'. Definition values:"
      "- In `one.nix': \"x\""
    ];
  };

  "all values of another type are shown" = {
    expr =
      lib:
      evaluate lib [
        { options.a = lib.mkOption { type = lib.types.int; }; }
        { _file = "one.nix"; a = "x"; }
        { _file = "two.nix"; a = [ ]; }
      ];
    errors = [
      "- In `one.nix': \"x\""
      "- In `two.nix': [ ]"
    ];
  };

  "a long value is shortened" = {
    expr =
      lib:
      evaluate lib [
        { options.a = lib.mkOption { type = lib.types.int; }; }
        { _file = "one.nix"; a = [ 1 2 3 4 5 6 7 8 ]; }
      ];
    errors = [
      "- In `one.nix':"
      "    ..."
    ];
  };

  "a read-only option that is set twice is an error" = {
    expr =
      lib:
      evaluate lib [
        {
          _file = "d.nix";
          options.a = lib.mkOption { readOnly = true; type = lib.types.int; default = 1; };
        }
        { _file = "one.nix"; a = 2; }
      ];
    errors = [
      "The option `a' is read-only, but it's set multiple times. Definition values:"
      "- In `d.nix': 1"
      "- In `one.nix': 2"
    ];
  };

  "two defaults are an error with both files" = {
    expr =
      lib:
      evaluate lib [
        { _file = "one.nix"; options.a = lib.mkOption { default = 1; }; }
        { _file = "two.nix"; options.a = lib.mkOption { default = 2; }; }
      ];
    errors = [
      "is already declared in"
      "two.nix"
      "one.nix"
    ];
  };

  "two types that do not go together are an error" = {
    expr =
      lib:
      evaluate lib [
        { _file = "one.nix"; options.a = lib.mkOption { type = lib.types.int; }; }
        { _file = "two.nix"; options.a = lib.mkOption { type = lib.types.str; }; }
      ];
    errors = [
      "The option `a' in `"
      "is already declared in"
    ];
  };

  "an option below an option is an error" = {
    expr =
      lib:
      evaluate lib [
        { _file = "one.nix"; options.a = lib.mkOption { type = lib.types.int; }; }
        { _file = "two.nix"; options.a.b = lib.mkOption { }; }
      ];
    errors = [
      "The option `a' in module `one.nix' would be a parent of the following options, but its type `signed integer' does not support nested options."
      " - option(s) with prefix `a.b' in module `two.nix'"
    ];
  };

  "a bare type is no option" = {
    expr = lib: evaluate lib [ { _file = "one.nix"; options.a = lib.types.int; } ];
    errors = [
      "In module one.nix: expected an option declaration at option path `a` but got an attribute set with type option-type"
      "mkOption"
    ];
  };

  "a declaration that is no set is an error" = {
    expr = lib: evaluate lib [ { options.a = 1; } ];
    errors = [
      "An option declaration for `a' has type"
      "rather than an attribute set."
    ];
  };

  "a value in place of a set of options is an error" = {
    expr =
      lib: evaluate lib [ { options.a.b = lib.mkOption { }; } { _file = "one.nix"; a = true; } ];
    errors = [
      "In module `one.nix', you're trying to define a value of type `bool'"
      "rather than an attribute set for the option"
    ];
  };

  "values that have no common merge are an error" = {
    expr =
      lib:
      evaluate lib [
        { options.a = lib.mkOption { }; }
        { _file = "one.nix"; a = 1; }
        { _file = "two.nix"; a = 2; }
      ];
    errors = [
      "Cannot merge definitions of `a'. Definition values:"
      "- In `one.nix': 1"
    ];
  };

  "a sink cannot be read" = {
    expr =
      lib:
      (evaluate lib [ { options.rest = lib.mkSinkUndeclaredOptions { }; config.rest.a = 1; } ]).rest;
    errors = [
      "Option value is not readable because the option is not declared."
    ];
  };

  "several near names are suggested" = {
    expr =
      lib:
      evaluate lib [
        {
          options = {
            alpha = lib.mkOption { default = 1; };
            alphas = lib.mkOption { default = 1; };
          };
        }
        { alpah = 1; }
      ];
    errors = [
      "Did you mean `alpha' or `alphas'?"
    ];
  };
}
