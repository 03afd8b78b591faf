# Properties: mkIf, mkMerge, mkOverride and mkOrder, pushed down through structure.
let
  evaluate = lib: modules: (lib.evalModules { inherit modules; }).config;
  # Modules around one option `x` of a type.
  define =
    lib: type: definitions:
    (evaluate lib (
      [ { options.x = lib.mkOption { inherit type; }; } ] ++ map (x: { config = { inherit x; }; }) definitions
    )).x;
in
{
  "mkIf keeps and drops definitions" = {
    expr = lib: define lib lib.types.int [ (lib.mkIf true 1) (lib.mkIf false 2) ];
    expected = 1;
  };

  "mkMerge joins definitions" = {
    expr =
      lib:
      define lib (lib.types.listOf lib.types.int) [
        (lib.mkMerge [ [ 1 ] (lib.mkIf true [ 2 ]) (lib.mkIf false [ 3 ]) ])
      ];
    expected = [ 1 2 ];
  };

  "definitions of later modules come first" = {
    expr = lib: define lib (lib.types.listOf lib.types.int) [ [ 1 ] [ 2 ] [ 3 ] ];
    expected = [ 3 2 1 ];
  };

  "mkBefore, mkAfter and mkOrder sort definitions" = {
    expr =
      lib:
      define lib (lib.types.listOf lib.types.str) [
        (lib.mkAfter [ "after" ])
        [ "normal" ]
        (lib.mkOrder 2000 [ "last" ])
        (lib.mkBefore [ "before" ])
      ];
    expected = [ "before" "normal" "after" "last" ];
  };

  "mkOrder sorts lines" = {
    expr = lib: define lib lib.types.lines [ "b" (lib.mkBefore "a") (lib.mkAfter "c") ];
    expected = "a\nb\nc";
  };

  "the strongest override wins" = {
    expr =
      lib:
      define lib lib.types.str [
        "normal"
        (lib.mkDefault "default")
        (lib.mkForce "forced")
        (lib.mkOverride 60 "sixty")
      ];
    expected = "forced";
  };

  "mkDefault gives way to a normal definition" = {
    expr = lib: define lib lib.types.str [ (lib.mkDefault "default") "normal" ];
    expected = "normal";
  };

  "mkVMOverride and mkImageMediaOverride have their places" = {
    expr = lib: [
      (define lib lib.types.str [ (lib.mkVMOverride "vm") (lib.mkForce "force") ])
      (define lib lib.types.str [ (lib.mkImageMediaOverride "image") (lib.mkForce "force") ])
      (define lib lib.types.str [ (lib.mkImageMediaOverride "image") "normal" ])
    ];
    expected = [ "vm" "force" "image" ];
  };

  "overrides of one strength are merged" = {
    expr =
      lib:
      define lib (lib.types.listOf lib.types.int) [
        (lib.mkForce [ 1 ])
        [ 2 ]
        (lib.mkForce [ 3 ])
      ];
    expected = [ 3 1 ];
  };

  "mkIf inside mkForce and mkForce inside mkIf" = {
    expr = lib: [
      (define lib lib.types.int [ 1 (lib.mkIf true (lib.mkForce 2)) ])
      (define lib lib.types.int [ 1 (lib.mkIf false (lib.mkForce 2)) ])
    ];
    expected = [ 2 1 ];
  };

  "mkForce around mkOrder keeps the order" = {
    expr =
      lib:
      define lib (lib.types.listOf lib.types.int) [
        (lib.mkForce (lib.mkAfter [ 2 ]))
        (lib.mkForce [ 1 ])
      ];
    expected = [ 1 2 ];
  };

  "properties are pushed through sets of options" = {
    expr =
      lib:
      let
        config = evaluate lib [
          {
            options = {
              a.b = lib.mkOption { default = 1; };
              a.c = lib.mkOption { default = 2; };
              on = lib.mkOption { default = true; };
            };
          }
          ({ config, ... }: { config = lib.mkIf config.on { a = lib.mkForce { b = 3; }; }; })
          { a.b = 9; }
        ];
      in
      config.a;
    expected = {
      b = 3;
      c = 2;
    };
  };

  "a condition may depend on another option of the same set" = {
    expr =
      lib:
      evaluate lib [
        {
          options.a = { enable = lib.mkEnableOption "a"; value = lib.mkOption { default = 0; }; };
        }
        ({ config, ... }: {
          a = lib.mkMerge [ { enable = true; } (lib.mkIf config.a.enable { value = 1; }) ];
        })
      ];
    expected = { a = { enable = true; value = 1; }; };
  };

  "a whole module may be mkIf or mkMerge" = {
    expr =
      lib:
      evaluate lib [
        { options.a = lib.mkOption { type = lib.types.listOf lib.types.int; }; }
        (lib.mkIf true { a = [ 1 ]; })
        (lib.mkIf false { a = [ 2 ]; })
        { config = lib.mkMerge [ { a = [ 3 ]; } { a = [ 4 ]; } ]; }
      ];
    expected = { a = [ 3 4 1 ]; };
  };

  "the default is the weakest definition" = {
    expr =
      lib:
      let
        option = type: lib.mkOption { inherit type; default = [ 0 ]; };
        value = x: (evaluate lib [ { options.x = option (lib.types.listOf lib.types.int); } { inherit x; } ]).x;
      in
      [
        (value [ 1 ])
        (value (lib.mkOptionDefault [ 1 ]))
        (value (lib.mkDefault [ 1 ]))
        (value (lib.mkIf false [ 1 ]))
      ];
    expected = [ [ 1 ] [ 0 1 ] [ 1 ] [ 0 ] ];
  };

  "mkAssert passes the content on" = {
    expr = lib: define lib lib.types.int [ (lib.mkAssert true "unused" 1) ];
    expected = 1;
  };

  "mkDefinition says where a value comes from" = {
    expr =
      lib:
      let
        options = (lib.evalModules {
          modules = [
            { options.x = lib.mkOption { }; }
            { x = lib.mkDefinition { file = "elsewhere"; value = 1; }; }
          ];
        }).options;
      in
      [ options.x.files options.x.value ];
    expected = [ [ "elsewhere" ] 1 ];
  };

  "mkDerivedConfig keeps the priority" = {
    expr =
      lib:
      let
        result = lib.evalModules {
          modules = [
            { options = { text = lib.mkOption { }; source = lib.mkOption { }; }; }
            ({ options, ... }: {
              text = lib.mkForce "t";
              source = lib.mkDerivedConfig options.text (text: "file of ${text}");
            })
            { source = "other"; }
          ];
        };
      in
      result.config.source;
    expected = "file of t";
  };

  "mapDefinitionValue goes through properties" = {
    expr =
      lib:
      lib.modules.mapDefinitionValue (x: x + 1) (lib.mkMerge [ (lib.mkForce 1) (lib.mkBefore 2) 3 ]);
    expected = {
      _type = "merge";
      contents = [
        {
          _type = "override";
          content = 2;
          priority = 50;
        }
        {
          _type = "order";
          content = 3;
          priority = 500;
        }
        4
      ];
    };
  };

  "option attributes tell priority and definitions" = {
    expr =
      lib:
      let
        option = (lib.evalModules {
          modules = [
            {
              _file = "a.nix";
              options.x = lib.mkOption { type = lib.types.listOf lib.types.int; };
            }
            { _file = "b.nix"; x = lib.mkDefault [ 1 ]; }
            { _file = "c.nix"; x = lib.mkDefault [ 2 ]; }
          ];
        }).options.x;
      in
      {
        inherit (option) value isDefined highestPrio definitions definitionsWithLocations files declarations loc;
        text = "${option}";
      };
    expected = {
      declarations = [ "a.nix" ];
      definitions = [ [ 2 ] [ 1 ] ];
      definitionsWithLocations = [ { file = "c.nix"; value = [ 2 ]; } { file = "b.nix"; value = [ 1 ]; } ];
      files = [ "c.nix" "b.nix" ];
      highestPrio = 1000;
      isDefined = true;
      loc = [ "x" ];
      text = "x";
      value = [ 2 1 ];
    };
  };

  "an option without definitions is not defined" = {
    expr =
      lib:
      let
        options = (lib.evalModules {
          modules = [
            { options.x = lib.mkOption { }; options.y = lib.mkOption { default = 1; }; }
          ];
        }).options;
      in
      [ options.x.isDefined options.x.definitions options.y.isDefined options.y.highestPrio ];
    expected = [ false [ ] true 1500 ];
  };

  "properties inside `attrs` are not evaluated" = {
    expr = lib: (define lib lib.types.attrs [ { a = lib.mkForce 1; } ]).a;
    expected = {
      _type = "override";
      content = 1;
      priority = 50;
    };
  };

  "mkIf needs a boolean" = {
    expr = lib: define lib lib.types.int [ (lib.mkIf 1 2) ];
    errors = [
      "‘mkIf’ called with a non-Boolean condition"
    ];
  };

  "mkAssert fails with its message" = {
    expr = lib: define lib lib.types.int [ (lib.mkAssert false "not so" 1) ];
    errors = [
      "Failed assertion: not so"
    ];
  };

  "two forces conflict" = {
    expr = lib: define lib lib.types.int [ (lib.mkForce 1) (lib.mkForce 2) ];
    errors = [
      "The option `x' has conflicting definition values:"
      "Use `lib.mkForce value` or `lib.mkDefault value`"
    ];
  };
}
