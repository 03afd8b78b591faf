# Submodules, deferred modules and free-form modules.
let
  evaluate = lib: modules: (lib.evalModules { inherit modules; }).config;
  # An option `x` of a type, and definitions of it.
  define =
    lib: type: definitions:
    (evaluate lib (
      [ { options.x = lib.mkOption { inherit type; }; } ]
      ++ lib.imap1 (index: x: {
        _file = "${toString index}.nix";
        config = { inherit x; };
      }) definitions
    )).x;
  person = lib: {
    options.name = lib.mkOption { type = lib.types.str; default = "nobody"; };
    options.age = lib.mkOption { type = lib.types.int; default = 0; };
  };
in
{
  "a submodule has defaults without definitions" = {
    expr = lib: define lib (lib.types.submodule (person lib)) [ ];
    expected = {
      age = 0;
      name = "nobody";
    };
  };

  "definitions of a submodule are merged" = {
    expr = lib: define lib (lib.types.submodule (person lib)) [ { name = "a"; } { age = 1; } ];
    expected = {
      age = 1;
      name = "a";
    };
  };

  "a definition of a submodule may be a function, or a path" = {
    expr = lib: [
      (define lib (lib.types.submodule (person lib)) [
        ({ config, ... }: { name = "n${toString config.age}"; age = 3; })
      ])
      (define lib (lib.types.submodule (person lib)) [ ./fixtures/names-itself.nix ])
    ];
    expected = [ { age = 3; name = "n3"; } { age = 0; name = "from a file"; } ];
  };

  "a submodule knows its name" = {
    expr =
      lib:
      define lib (lib.types.attrsOf (lib.types.submodule ({ name, ... }: { options.who = lib.mkOption { default = name; }; }))) [
        { a = { }; b.who = "c"; }
      ];
    expected = {
      a = { who = "a"; };
      b = { who = "c"; };
    };
  };

  "a submodule sees its own config" = {
    expr =
      lib:
      define lib (lib.types.attrsOf (lib.types.submodule ({ config, ... }: {
        options.a = lib.mkOption { default = 1; };
        options.b = lib.mkOption { default = config.a + 1; };
      }))) [ { s.a = 5; } ];
    expected = { s = { a = 5; b = 6; }; };
  };

  "submodules in lists" = {
    expr =
      lib:
      define lib (lib.types.listOf (lib.types.submodule (person lib))) [
        [ { age = 1; } ]
        [ { name = "b"; } ]
      ];
    expected = [ { age = 0; name = "b"; } { age = 1; name = "nobody"; } ];
  };

  "properties reach into submodules" = {
    expr =
      lib:
      define lib (lib.types.attrsOf (lib.types.submodule (person lib))) [
        { a.age = 1; }
        (lib.mkIf true { a = lib.mkForce { age = 2; }; })
        { b = lib.mkIf false { }; }
      ];
    expected = { a = { age = 2; name = "nobody"; }; };
  };

  "a second declaration extends a submodule" = {
    expr =
      lib:
      evaluate lib [
        { options.x = lib.mkOption { type = lib.types.submodule (person lib); }; }
        {
          options.x = lib.mkOption {
            type = lib.types.submodule { options.mail = lib.mkOption { default = "m"; }; };
          };
        }
        { x.age = 1; }
      ];
    expected = { x = { age = 1; mail = "m"; name = "nobody"; }; };
  };

  "a second declaration extends each submodule of a set" = {
    expr =
      lib:
      evaluate lib [
        {
          options.x = lib.mkOption {
            type = lib.types.attrsOf (lib.types.submodule (person lib));
            default = { };
          };
        }
        {
          options.x = lib.mkOption {
            type = lib.types.attrsOf (lib.types.submodule ({ name, ... }: { options.mail = lib.mkOption { default = "${name}@x"; }; }));
          };
        }
        { x.a.mail = lib.mkDefault "d"; x.b = { }; }
      ];
    expected = {
      x = {
        a = {
          age = 0;
          mail = "d";
          name = "nobody";
        };
        b = {
          age = 0;
          mail = "b@x";
          name = "nobody";
        };
      };
    };
  };

  "options below a submodule option become part of it" = {
    expr =
      lib:
      evaluate lib [
        {
          options.x = lib.mkOption {
            type = lib.types.submodule { options.a = lib.mkOption { default = 1; }; };
          };
        }
        { options.x.b = lib.mkOption { default = 2; }; }
      ];
    expected = { x = { a = 1; b = 2; }; };
  };

  "a submodule may have several modules" = {
    expr = lib: define lib (lib.types.submodule [ (person lib) { age = 9; } ]) [ ];
    expected = {
      age = 9;
      name = "nobody";
    };
  };

  "submoduleWith passes specialArgs" = {
    expr =
      lib:
      define lib (lib.types.submoduleWith {
        modules = [ ({ extra, ... }: { options.a = lib.mkOption { default = extra; }; }) ];
        specialArgs.extra = "e";
      }) [ ];
    expected = { a = "e"; };
  };

  "submoduleWith without shorthand takes modules" = {
    expr =
      lib:
      define lib (lib.types.submoduleWith { modules = [ (person lib) ]; }) [
        { config.age = 1; options.more = lib.mkOption { default = true; }; }
      ];
    expected = {
      age = 1;
      more = true;
      name = "nobody";
    };
  };

  "a shorthand definition may set an option called config" = {
    expr =
      lib:
      define lib (lib.types.submodule { options.config = lib.mkOption { }; }) [
        { config = "c"; }
      ];
    expected = { config = "c"; };
  };

  "submodules have a class" = {
    expr =
      lib:
      define lib (lib.types.submoduleWith {
        class = "c";
        modules = [ ({ _class, ... }: { options.a = lib.mkOption { default = _class; }; }) ];
      }) [ ];
    expected = { a = "c"; };
  };

  "submodules inherit no arguments" = {
    expr =
      lib:
      (lib.evalModules {
        modules = [
          { _module.args.a = 1; }
          {
            options.x = lib.mkOption {
              type = lib.types.submodule ({ options, ... }: {
                options.names = lib.mkOption { default = builtins.attrNames options; };
              });
            };
          }
        ];
      }).config.x.names;
    expected = [ "_module" "names" ];
  };

  "the location of a submodule's option is absolute" = {
    expr =
      lib:
      (lib.evalModules {
        modules = [
          {
            options.x = lib.mkOption {
              type = lib.types.attrsOf (lib.types.submodule ({ options, ... }: {
                options.a = lib.mkOption { default = lib.showOption options.a.loc; };
              }));
            };
          }
          { x.y = { }; }
        ];
      }).config.x.y.a;
    expected = "x.y.a";
  };

  "nested submodules" = {
    expr =
      lib:
      define lib (lib.types.submodule {
        options.inner = lib.mkOption {
          type = lib.types.attrsOf (lib.types.submodule (person lib));
          default = { };
        };
      }) [ { inner.a.age = 1; } { inner.a.name = "x"; inner.b = { }; } ];
    expected = { inner = { a = { age = 1; name = "x"; }; b = { age = 0; name = "nobody"; }; }; };
  };

  "the options of submodules can be documented" = {
    expr =
      lib:
      map (option: option.name) (lib.optionAttrSetToDocList (lib.evalModules {
        modules = [
          {
            options.x = lib.mkOption {
              type = lib.types.attrsOf (lib.types.submodule (person lib));
            };
          }
        ];
      }).options);
    expected = [
      "_module.args"
      "_module.check"
      "_module.freeformType"
      "_module.specialArgs"
      "x"
      "x.<name>._module.args"
      "x.<name>._module.check"
      "x.<name>._module.freeformType"
      "x.<name>._module.specialArgs"
      "x.<name>.age"
      "x.<name>.name"
    ];
  };

  "valueMeta leads to the configuration of a submodule" = {
    expr =
      lib:
      (lib.evalModules {
        modules = [
          {
            options.x = lib.mkOption {
              type = lib.types.attrsOf (lib.types.submodule (person lib));
            };
          }
          { x.a.age = 7; }
        ];
      }).options.x.valueMeta.attrs.a.configuration.options.age.value;
    expected = 7;
  };

  "deferredModule is merged and evaluated elsewhere" = {
    expr =
      lib:
      let
        config = evaluate lib [
          { options.part = lib.mkOption { type = lib.types.deferredModule; default = { }; }; }
          { part = { age = 1; }; }
          { part = { name, ... }: { name = "deferred"; }; }
        ];
      in
      (evaluate lib [ (person lib) config.part { _module.args.name = "n"; } ]);
    expected = {
      age = 1;
      name = "deferred";
    };
  };

  "deferredModuleWith has modules of its own" = {
    expr =
      lib:
      let
        config = evaluate lib [
          {
            options.part = lib.mkOption {
              type = lib.types.deferredModuleWith { staticModules = [ (person lib) ]; };
            };
          }
          { part.age = 2; }
        ];
      in
      evaluate lib [ config.part ];
    expected = {
      age = 2;
      name = "nobody";
    };
  };

  "a free-form type takes what has no option" = {
    expr =
      lib:
      evaluate lib [
        {
          freeformType = lib.types.attrsOf lib.types.int;
          options.a = lib.mkOption { type = lib.types.str; default = "s"; };
        }
        { b = 1; }
        { b = lib.mkForce 2; c = lib.mkIf false 3; }
      ];
    expected = {
      a = "s";
      b = 2;
    };
  };

  "a free-form type may be set as an option" = {
    expr =
      lib:
      evaluate lib [
        { _module.freeformType = lib.types.attrsOf lib.types.anything; }
        { a.b.c = 1; }
        { a.b.d = 2; }
      ];
    expected = { a = { b = { c = 1; d = 2; }; }; };
  };

  "free-form values stand beside nested options" = {
    expr =
      lib:
      evaluate lib [
        {
          freeformType = lib.types.attrsOf lib.types.anything;
          options.a.b = lib.mkOption { default = 1; };
        }
        { a.c = 2; d = 3; }
      ];
    expected = {
      a = {
        b = 1;
        c = 2;
      };
      d = 3;
    };
  };

  "a lazy free-form value may depend on another one" = {
    expr =
      lib:
      evaluate lib [
        { freeformType = lib.types.lazyAttrsOf lib.types.anything; }
        ({ config, ... }: { a = config.b; b = 1; })
      ];
    expected = {
      a = 1;
      b = 1;
    };
  };

  "free-form submodules" = {
    expr =
      lib:
      define lib (lib.types.attrsOf (lib.types.submodule {
        freeformType = lib.types.attrsOf lib.types.str;
        options.n = lib.mkOption { type = lib.types.int; default = 1; };
      })) [ { a.extra = "e"; } { a.n = 2; } ];
    expected = { a = { extra = "e"; n = 2; }; };
  };

  "mergeAttrDefinitionsWithPrio tells the priority of each name" = {
    expr =
      lib:
      lib.modules.mergeAttrDefinitionsWithPrio (lib.evalModules {
        modules = [
          {
            options.x = lib.mkOption {
              type = lib.types.attrsOf lib.types.int;
              default = { a = 0; };
            };
          }
          { x = { b = lib.mkForce 1; c = lib.mkDefault 2; }; }
        ];
      }).options.x;
    expected = {
      b = {
        highestPrio = 50;
        value = 1;
      };
      c = {
        highestPrio = 1000;
        value = 2;
      };
    };
  };

  "an unknown option of a submodule is an error with its whole path" = {
    expr =
      lib: define lib (lib.types.attrsOf (lib.types.submodule (person lib))) [ { a.agee = 1; } ];
    errors = [
      "The option `x.a.agee' does not exist. Definition values:"
      "- In `1.nix': 1"
      "Did you mean `x.a.age' or `x.a.name'?"
    ];
  };

  "a wrong value in a submodule is an error with its whole path" = {
    expr =
      lib:
      define lib (lib.types.attrsOf (lib.types.submodule (person lib))) [ { a.age = "old"; } ];
    errors = [
      "A definition for option `x.a.age' is not of type `signed integer'. Definition values:"
      "- In `1.nix': \"old\""
    ];
  };

  "a submodule refuses a number" = {
    expr = lib: define lib (lib.types.submodule (person lib)) [ 1 ];
    errors = [
      "A definition for option `x' is not of type `submodule'."
    ];
  };

  "options declared in a submodule's config are an error" = {
    expr = lib: define lib (lib.types.submodule { config.a = lib.mkOption { }; }) [ { } ];
    errors = [
      "The option `x.a' does not exist."
      "However there are no options defined in `x'."
    ];
  };

  "a free-form value of another type is an error" = {
    expr =
      lib:
      evaluate lib [
        { freeformType = lib.types.attrsOf lib.types.int; }
        { _file = "f.nix"; a = "b"; }
      ];
    errors = [
      "A definition for option `a' is not of type `signed integer'."
      "- In `f.nix': \"b\""
    ];
  };

  "declarations of one submodule with different classes are an error" = {
    expr =
      lib:
      evaluate lib [
        {
          options.x = lib.mkOption {
            type = lib.types.submoduleWith { class = "a"; modules = [ ]; };
          };
        }
        {
          options.x = lib.mkOption {
            type = lib.types.submoduleWith { class = "b"; modules = [ ]; };
          };
        }
      ];
    errors = [
      "A submoduleWith option is declared multiple times with conflicting class values \"b\" and \"a\"."
    ];
  };

  "two declarations of one option of a submodule are an error" = {
    expr =
      lib:
      define lib (lib.types.submodule [ (person lib) { options.age = lib.mkOption { default = 1; }; } ]) [ ];
    errors = [
      "is already declared in"
    ];
  };

  "a bad deferred module is named where it is used" = {
    expr =
      lib:
      evaluate lib [
        (evaluate lib [
          { options.part = lib.mkOption { type = lib.types.deferredModule; }; }
          { _file = "p.nix"; config.part = { ... }: "bogus"; }
        ]).part
      ];
    errors = [
      "p.nix, via option part"
      "does not look like a module."
    ];
  };
}
