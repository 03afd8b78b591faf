# Functions, numbers, versions, fixed points, files and assertions.
{
  "id, const, flip and pipe" = {
    expr = lib: [
      (lib.id 1)
      (lib.const 1 2)
      (lib.flip (a: b: a - b) 1 2)
      (lib.pipe 2 [ (x: x + 1) (x: x * 2) ])
    ];
    expected = [ 1 1 1 6 ];
  };

  "xor needs Booleans" = {
    expr = lib: lib.xor "a" "b";
    errors = [ "Boolean" ];
  };

  "or, and, xor and implication" = {
    expr = lib: [
      (lib.or true false)
      (lib.and true false)
      (lib.xor true true)
      (lib.xor true false)
    ];
    expected = [ true false false true ];
  };

  "bits" = {
    expr = lib: [ (lib.bitAnd 12 10) (lib.bitOr 12 10) (lib.bitXor 12 10) (lib.bitNot 5) ];
    expected = [ 8 14 6 (-6) ];
  };

  "boolToString and boolToYesNo" = {
    expr = lib: [ (map lib.boolToString [ true false ]) (map lib.boolToYesNo [ true false ]) ];
    expected = [ [ "true" "false" ] [ "yes" "no" ] ];
  };

  "min, max, mod and compare" = {
    expr = lib: [
      (lib.min 1 2)
      (lib.max 1 2)
      (lib.mod 11 10)
      (lib.mod (-7) 3)
      (map (lib.compare 2) [ 1 2 3 ])
    ];
    expected = [ 1 2 1 (-1) [ 1 0 (-1) ] ];
  };

  "splitByAndCompare sorts one kind before the other" = {
    expr =
      lib:
      lib.sort (a: b: lib.splitByAndCompare (lib.hasPrefix "x") lib.compare lib.compare a b < 0) [
        "b"
        "xb"
        "a"
        "xa"
      ];
    expected = [ "xa" "xb" "a" "b" ];
  };

  "defaultTo, mapNullable and mergeAttrs" = {
    expr = lib: [
      (lib.defaultTo 1 null)
      (lib.defaultTo 1 false)
      (lib.mapNullable (x: x + 1) 1)
      (lib.mapNullable (x: x + 1) null)
      (lib.mergeAttrs { a = 1; } { a = 2; })
    ];
    expected = [ 1 false 2 null { a = 2; } ];
  };

  "functionArgs knows functions and functors" = {
    expr = lib: [
      (lib.functionArgs ({ a, b ? 1 }: a))
      (lib.functionArgs (lib.setFunctionArgs (x: x) { z = true; }))
      (lib.functionArgs { __functor = _: { c }: c; })
    ];
    expected = [ { a = false; b = true; } { z = true; } { c = false; } ];
  };

  "isFunction, toFunction and mirrorFunctionArgs" = {
    expr = lib: [
      (map lib.isFunction [ (x: x) { __functor = _: x: x; } { } 1 ])
      (lib.toFunction 1 2)
      (lib.toFunction (x: x + 1) 2)
      (lib.functionArgs (lib.mirrorFunctionArgs ({ a }: a) (x: x)))
    ];
    expected = [ [ true true false false ] 1 3 { a = false; } ];
  };

  "toHexString, fromHexString and toBaseDigits" = {
    expr = lib: [
      (map lib.toHexString [ 0 15 250 4096 ])
      (map lib.fromHexString [ "FF" "0x10" "abc" ])
      (lib.toBaseDigits 2 6)
      (lib.toBaseDigits 10 0)
    ];
    expected = [ [ "0" "F" "FA" "1000" ] [ 255 16 2748 ] [ 1 1 0 ] [ 0 ] ];
  };

  "importJSON and importTOML" = {
    expr = lib: [ (lib.importJSON ./fixtures/data.json) (lib.importTOML ./fixtures/data.toml) ];
    expected = [ { a = [ 1 "b" ]; } { a = 1; b = { c = "d"; }; } ];
  };

  "warnIf, throwIf and showWarnings give the value" = {
    expr = lib: [
      (lib.warnIf false "no" 1)
      (lib.warnIfNot true "no" 1)
      (lib.throwIf false "no" 1)
      (lib.throwIfNot true "no" 1)
      (lib.showWarnings [ ] 1)
    ];
    expected = [ 1 1 1 1 1 ];
  };

  "checkListOfEnum gives the value" = {
    expr = lib: lib.checkListOfEnum "colours" [ "red" "blue" ] [ "red" ] "ok";
    expected = "ok";
  };

  "the release" = {
    expr = lib: [
      lib.trivial.release
      lib.trivial.codeName
      (lib.oldestSupportedReleaseIsAtLeast 2311)
    ];
    expected = [ "26.11" "Zokor" true ];
  };

  "builtins are there" = {
    expr = lib: [
      (lib.add 1 2)
      (lib.sub 3 1)
      (lib.lessThan 1 2)
      (lib.seq 1 2)
      (lib.concat [ 1 ] [ 2 ])
      (lib.ceil 1.2)
      (lib.floor 1.8)
      (lib.isBool true)
      (lib.isInt 1)
      (lib.isFloat 1.5)
    ];
    expected = [ 3 2 true 2 [ 1 2 ] 2 1 true true true ];
  };

  "fix, converge and extends" = {
    expr = lib: [
      (lib.fix (self: { a = 1; b = self.a + 1; }))
      (lib.converge (x: if x > 10 then x else x * 2) 3)
      (lib.fix (lib.extends (final: prev: { b = prev.a + final.c; }) (_: { a = 1; c = 2; })))
    ];
    expected = [ { a = 1; b = 2; } 12 { a = 1; b = 3; c = 2; } ];
  };

  "composeExtensions and composeManyExtensions keep the order" = {
    expr = lib: [
      (lib.fix (lib.extends (lib.composeExtensions (_: prev: { a = prev.a + "1"; }) (_: prev: { a = prev.a + "2"; })) (_: { a = "0"; })))
      (lib.fix (lib.extends (lib.composeManyExtensions [ (_: _: { b = 1; }) (_: prev: { c = prev.b; }) ]) (_: { })))
    ];
    expected = [ { a = "012"; } { b = 1; c = 1; } ];
  };

  "makeExtensible adds to the final set" = {
    expr =
      lib:
      let
        set = (lib.makeExtensible (self: { a = self.b; b = 1; })).extend (_: prev: { b = prev.b + 1; });
      in
      [ set.a set.b ];
    expected = [ 2 2 ];
  };

  "toExtension takes sets, functions and overlays" = {
    expr =
      lib:
      map (value: lib.fix (lib.extends (lib.toExtension value) (_: { a = 1; }))) [
        { b = 2; }
        (prev: { b = prev.a; })
        (final: _: { b = final.a; })
      ];
    expected = [ { a = 1; b = 2; } { a = 1; b = 1; } { a = 1; b = 1; } ];
  };

  "lib.extend changes what functions use" = {
    expr =
      lib:
      (lib.extend (_: prev: { toUpper = text: "upper ${text}"; strings = prev.strings // { }; })).toUpper "a";
    expected = "upper a";
  };

  "versions" = {
    expr = lib: [
      (lib.versions.major "1.2.3")
      (lib.versions.minor "1.2.3")
      (lib.versions.patch "1.2.3")
      (lib.versions.majorMinor "1.2.3")
      (lib.versions.pad 3 "1.2")
      (lib.versions.pad 2 "1.2.3-rc1")
      (lib.splitVersion "1.2rc3")
      (lib.compareVersions "1.0" "1.1")
    ];
    expected = [ "1" "2" "3" "1.2" "1.2.0" "1.2-rc1" [ "1" "2" "rc" "3" ] (-1) ];
  };

  "getExe and getExe'" = {
    expr =
      lib:
      let
        package = {
          type = "derivation";
          name = "tool-1";
          outPath = "/x";
          meta.mainProgram = "run";
        };
      in
      [ (lib.getExe package) (lib.getExe' package "other") ];
    expected = [ "/x/bin/run" "/x/bin/other" ];
  };

  "listFilesRecursive goes into directories" = {
    expr = lib: map baseNameOf (lib.filesystem.listFilesRecursive ./fixtures/tree);
    expected = [ "a.txt" "b.txt" ];
  };

  "runTests tells what failed" = {
    expr =
      lib:
      lib.runTests {
        testA = { expr = 1; expected = 1; };
        testB = { expr = 1; expected = 2; };
        other = { expr = 1; expected = 2; };
      };
    expected = [ { expected = 2; name = "testB"; result = 1; } ];
  };

  "throwIf throws its message" = {
    expr = lib: lib.throwIf true "the message" 1;
    errors = [
      "the message"
    ];
  };

  "checkListOfEnum names what is unexpected" = {
    expr = lib: lib.checkListOfEnum "colours" [ "red" "blue" ] [ "green" ] "ok";
    errors = [
      "colours: green unexpected; valid ones: red, blue"
    ];
  };

  "assertMsg throws its message" = {
    expr = lib: assert lib.assertMsg false "the message"; 1;
    errors = [
      "the message"
    ];
  };

  "assertOneOf names what is allowed" = {
    expr = lib: assert lib.assertOneOf "colour" "green" [ "red" "blue" ]; 1;
    errors = [
      "colour must be one of"
      "but is: \"green\""
    ];
  };

  "assertEachOneOf names what is allowed" = {
    expr = lib: assert lib.asserts.assertEachOneOf "colours" [ "green" ] [ "red" ]; 1;
    errors = [
      "each element in colours must be one of"
    ];
  };

  "checkAssertWarn throws all failures at once" = {
    expr =
      lib:
      lib.asserts.checkAssertWarn [
        { assertion = false; message = "first"; }
        { assertion = true; message = "hidden"; }
        { assertion = false; message = "second"; }
      ] [ ] 1;
    errors = [
      "Failed assertions:"
      "- first"
      "- second"
    ];
  };
}
