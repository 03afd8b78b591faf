# Functions that few modules use.
let
  evaluate = lib: type: values: (lib.evalModules {
    modules = [ { options.a = lib.mkOption { inherit type; }; } ]
      ++ map (value: { _file = "mod.nix"; a = value; }) values;
  }).config.a;
  # nixpkgs' own pathType needs Nix 2.14.
  hasPathType = lib: builtins ? readFileType || lib.version == "embedded";
  package = {
    type = "derivation";
    name = "hello-1.0";
    outPath = "/nix/store/x-hello";
    dev = { type = "derivation"; outPath = "/nix/store/x-dev"; };
    static = { type = "derivation"; outPath = "/nix/store/x-static"; };
  };
in
{
  "getFirstOutput gives the first output that is there" = {
    expr = lib: map (names: (lib.getFirstOutput names package).outPath) [ [ "none" "dev" ] [ "none" ] ];
    expected = [ "/nix/store/x-dev" "/nix/store/x-hello" ];
  };

  "getStatic and getInclude give their outputs" = {
    expr = lib: [ (lib.getStatic package).outPath (lib.getInclude package).outPath ];
    expected = [ "/nix/store/x-static" "/nix/store/x-dev" ];
  };

  "chooseDevOutputs gives the outputs for building" = {
    expr = lib: map (chosen: chosen.outPath) (lib.chooseDevOutputs [ package ]);
    expected = [ "/nix/store/x-dev" ];
  };

  "makeIncludePath and makeLibraryPath join directories of outputs" = {
    expr = lib: [
      (lib.makeIncludePath [ package "/usr" ])
      (lib.makeLibraryPath [ "/usr" "/opt" ])
      (lib.makeSearchPathOutput "static" "share" [ package ])
    ];
    expected = [
      "/nix/store/x-dev/include:/usr/include"
      "/usr/lib:/opt/lib"
      "/nix/store/x-static/share"
    ];
  };

  "toDerivation makes one of a path in the store" = {
    expr =
      lib:
      let
        made = lib.toDerivation (builtins.toFile "hello.txt" "hello");
      in
      { inherit (made) name outputName outputs type; same = made.out == made; };
    expected = { name = "hello.txt"; outputName = "out"; outputs = [ "out" ]; type = "derivation"; same = true; };
  };

  "mapAttrsToListRecursiveCond stops where its condition fails" = {
    expr =
      lib:
      lib.mapAttrsToListRecursiveCond (_: set: !(set ? stop)) (path: value: { inherit path value; }) {
        a.b = 1;
        c = { stop = true; };
      };
    expected = [
      { path = [ "a" "b" ]; value = 1; }
      { path = [ "c" ]; value = { stop = true; }; }
    ];
  };

  "toCommandLineShell quotes for a shell" = {
    expr =
      lib:
      lib.cli.toCommandLineShell (name: { option = "--${name}"; sep = null; explicitBool = false; }) {
        name = "two words";
        verbose = true;
      };
    expected = "--name 'two words' --verbose";
  };

  "pathType tells what a path is" = {
    expr = lib: if hasPathType lib then map lib.pathType [ ./fixtures ./fixtures/data.json ] else [ "directory" "regular" ];
    expected = [ "directory" "regular" ];
  };

  "pathIsDirectory and pathIsRegularFile ask for one of them" = {
    expr =
      lib:
      if !hasPathType lib then
        { directory = [ true false false ]; file = [ false true false ]; }
      else
        {
          directory = map lib.pathIsDirectory [ ./fixtures ./fixtures/data.json ./fixtures/none ];
          file = map lib.pathIsRegularFile [ ./fixtures ./fixtures/data.json ./fixtures/none ];
        };
    expected = { directory = [ true false false ]; file = [ false true false ]; };
  };

  "locateDominatingFile looks upwards" = {
    expr =
      lib:
      let
        start = if hasPathType lib then ./fixtures/tree/inner/b.txt else ./fixtures;
        found = lib.filesystem.locateDominatingFile "(.*)[.]toml" start;
      in
      { path = baseNameOf found.path; inherit (found) matches; };
    expected = { path = "fixtures"; matches = [ [ "data" ] ]; };
  };

  "fix' shows the function too" = {
    expr =
      lib:
      let
        fixed = lib.fix' (self: { a = 1; b = self.a + 1; });
      in
      { inherit (fixed) a b; again = (fixed.__unfix__ { a = 5; }).b; };
    expected = { a = 1; b = 2; again = 6; };
  };

  "makeExtensibleWithCustomName extends under a name" = {
    expr =
      lib:
      let
        set = lib.makeExtensibleWithCustomName "more" (self: { a = 1; b = self.a + 1; });
      in
      (set.more (_: _: { a = 5; })).b;
    expected = 6;
  };

  "fold is foldr" = {
    expr = lib: lib.fold (item: rest: [ item ] ++ rest) [ ] [ 1 2 3 ];
    expected = [ 1 2 3 ];
  };

  "addContextFrom gives a text the context of another" = {
    expr =
      lib:
      let
        file = builtins.toFile "f" "x";
      in
      [
        (builtins.hasContext (lib.addContextFrom "${file}" "plain"))
        (builtins.unsafeDiscardStringContext (lib.addContextFrom "${file}" "plain"))
      ];
    expected = [ true "plain" ];
  };

  "cmakeOptionType writes a typed option" = {
    expr = lib: lib.cmakeOptionType "string" "NAME" "value";
    expected = "-DNAME:STRING=value";
  };

  "floatToString writes six digits" = {
    expr = lib: lib.strings.floatToString 1.5;
    expected = "1.500000";
  };

  "isStorePath knows paths right below the store" = {
    expr = lib: map lib.isStorePath [ "/etc" 1 [ ] "${builtins.storeDir}/d945ibfx9x185xf04b890y4f9g3cbb63-python" ];
    expected = [ false false false true ];
  };

  "lowerChars are the letters" = {
    expr = lib: [ (builtins.length lib.lowerChars) (builtins.head lib.lowerChars) ];
    expected = [ 26 "a" ];
  };

  "how Nix runs" = {
    expr = lib: { inherit (lib) inNixShell inPureEvalMode; };
    expected = { inNixShell = false; inPureEvalMode = false; };
  };

  "the oldest release that is still supported" = {
    expr = lib: {
      inherit (lib.trivial) oldestSupportedRelease;
      of = map lib.isInOldestRelease [ 2505 2605 ];
    };
    expected = { oldestSupportedRelease = 2511; of = [ true false ]; };
  };

  "the version is a text" = {
    expr = lib: map builtins.isString [ lib.nixpkgsVersion lib.trivial.versionSuffix ];
    expected = [ true true ];
  };

  "attrListWith gives a list, or a set of lists" = {
    expr = lib: {
      list = evaluate lib (lib.types.attrListWith { elemType = lib.types.int; }) [ { a = 1; b = 2; } ];
      set = evaluate lib (lib.types.attrListWith { elemType = lib.types.int; asAttrs = true; }) [
        [ { a = 1; } { a = 2; } { b = 3; } ]
      ];
    };
    expected = { list = [ { a = 1; } { b = 2; } ]; set = { a = [ 1 2 ]; b = [ 3 ]; }; };
  };

  "defaultFunctor names a type" = {
    expr =
      lib:
      let
        functor = lib.types.defaultFunctor "int";
      in
      { inherit (functor) name payload; type = functor.type.name; };
    expected = { name = "int"; payload = null; type = "int"; };
  };

  "defaultTypeMerge merges types of one name" = {
    expr = lib: [
      (lib.types.defaultTypeMerge lib.types.int.functor lib.types.int.functor).name
      (lib.types.defaultTypeMerge lib.types.int.functor lib.types.str.functor)
    ];
    expected = [ "int" null ];
  };

  "loaOf is attrsOf by its old name" = {
    expr = lib: { inherit (lib.types.loaOf lib.types.int) name; is = (lib.types.loaOf lib.types.int).check { a = 1; }; };
    expected = { name = "loaOf"; is = true; };
  };

  "luaInline takes a piece of Lua" = {
    expr = lib: (evaluate lib lib.types.luaInline [ (lib.generators.mkLuaInline "f()") ]).expr;
    expected = "f()";
  };

  "luaInline refuses a text" = {
    expr = lib: evaluate lib lib.types.luaInline [ "f()" ];
    errors = [ "A definition for option `a' is not of type" "mod.nix" ];
  };

  "optionDeclaration takes an option" = {
    expr = lib: (evaluate lib lib.types.optionDeclaration [ (lib.mkOption { description = "A."; }) ]).description;
    expected = "A.";
  };

  "optionDescriptionPhrase writes parentheses where a description needs them" = {
    expr =
      lib:
      map (lib.types.optionDescriptionPhrase (class: class == "noun")) [
        lib.types.str
        (lib.types.listOf lib.types.str)
      ];
    expected = [ "string" "(list of string)" ];
  };

  "serializableValueWith takes what a format can say" = {
    expr =
      lib:
      let
        type = lib.types.serializableValueWith { typeName = "YAML"; };
      in
      { inherit (type) description; value = evaluate lib type [ { a = [ null 1 ]; } { b = "x"; } ]; };
    expected = { description = "YAML value"; value = { a = [ null 1 ]; b = "x"; }; };
  };

  "serializableValueWith refuses null where the format has none" = {
    expr = lib: evaluate lib (lib.types.serializableValueWith { typeName = "X"; nullable = false; }) [ null ];
    errors = [ "A definition for option `a' is not of type `X value'" "mod.nix" ];
  };

  "noCheckForDocsModule lets undeclared definitions pass" = {
    expr = lib: removeAttrs (lib.evalModules { modules = [ lib.types.noCheckForDocsModule { b = 1; } ]; }).config [ "_module" ];
    expected = { };
  };
}
