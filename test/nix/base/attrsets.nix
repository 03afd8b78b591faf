# Attribute sets.
{
  "attrByPath finds a nested value" = {
    expr = lib: lib.attrByPath [ "a" "b" ] 0 { a.b = 1; };
    expected = 1;
  };

  "attrByPath gives the default where a name is missing" = {
    expr = lib: lib.attrByPath [ "a" "c" ] 0 { a.b = 1; };
    expected = 0;
  };

  "attrByPath gives the default where a value on the way is no set" = {
    expr = lib: lib.attrByPath [ "a" "b" ] 0 { a = 1; };
    expected = 0;
  };

  "attrByPath with an empty path gives the set" = {
    expr = lib: lib.attrByPath [ ] 0 { a = 1; };
    expected = { a = 1; };
  };

  "hasAttrByPath looks at names only" = {
    expr =
      lib:
      map (path: lib.hasAttrByPath path { a.b = throw "unused"; }) [
        [ ]
        [ "a" "b" ]
        [ "a" "c" ]
        [ "b" ]
      ];
    expected = [ true true false false ];
  };

  "longestValidPathPrefix stops at the first missing name" = {
    expr =
      lib:
      map (path: lib.attrsets.longestValidPathPrefix path { a.b = 1; }) [
        [ "a" "b" ]
        [ "a" "c" "d" ]
        [ "x" ]
      ];
    expected = [ [ "a" "b" ] [ "a" ] [ ] ];
  };

  "setAttrByPath builds nested sets" = {
    expr = lib: lib.setAttrByPath [ "a" "b" ] 1;
    expected = { a = { b = 1; }; };
  };

  "getAttrFromPath finds a nested value" = {
    expr = lib: lib.getAttrFromPath [ "a" "b" ] { a.b = 1; };
    expected = 1;
  };

  "attrVals and getAttrs select by name" = {
    expr = lib: [
      (lib.attrVals [ "b" "a" ] { a = 1; b = 2; })
      (lib.getAttrs [ "a" ] { a = 1; b = 2; })
    ];
    expected = [ [ 2 1 ] { a = 1; } ];
  };

  "catAttrs skips sets without the name" = {
    expr = lib: lib.catAttrs "a" [ { a = 1; } { b = 0; } { a = 2; } ];
    expected = [ 1 2 ];
  };

  "filterAttrs sees name and value" = {
    expr = lib: lib.filterAttrs (name: value: name == "a" || value > 2) { a = 1; b = 2; c = 3; };
    expected = {
      a = 1;
      c = 3;
    };
  };

  "filterAttrsRecursive filters at every depth" = {
    expr =
      lib:
      lib.filterAttrsRecursive (_: value: value != null) { a = null; b = { c = null; d = 1; }; };
    expected = { b = { d = 1; }; };
  };

  "foldlAttrs goes in the order of names" = {
    expr =
      lib:
      lib.foldlAttrs (acc: name: value: "${acc}${name}${toString value}") "" { b = 2; a = 1; };
    expected = "a1b2";
  };

  "foldAttrs folds equal names from the right" = {
    expr =
      lib:
      lib.foldAttrs (value: acc: [ value ] ++ acc) [ "end" ] [ { a = 1; } { a = 2; b = 3; } ];
    expected = {
      a = [ 1 2 "end" ];
      b = [ 3 "end" ];
    };
  };

  "collect does not look inside what it has found" = {
    expr =
      lib:
      lib.collect (value: value ? outer) {
        a = { outer = 1; inner = { outer = 2; }; };
        b.c = { outer = 3; };
      };
    expected = [ { inner = { outer = 2; }; outer = 1; } { outer = 3; } ];
  };

  "cartesianProduct combines every value with every other" = {
    expr = lib: lib.cartesianProduct { a = [ 1 2 ]; b = [ 3 4 ]; };
    expected = [ { a = 1; b = 3; } { a = 1; b = 4; } { a = 2; b = 3; } { a = 2; b = 4; } ];
  };

  "cartesianProduct of nothing is one empty set" = {
    expr = lib: [ (lib.cartesianProduct { }) (lib.cartesianProduct { a = [ ]; b = [ 1 ]; }) ];
    expected = [ [ { } ] [ ] ];
  };

  "mapCartesianProduct applies a function" = {
    expr = lib: lib.mapCartesianProduct ({ a, b }: a + b) { a = [ "x" "y" ]; b = [ "1" ]; };
    expected = [ "x1" "y1" ];
  };

  "mapAttrs' changes names" = {
    expr = lib: lib.mapAttrs' (name: value: lib.nameValuePair "x-${name}" (value + 1)) { a = 1; };
    expected = { x-a = 2; };
  };

  "mapAttrs' keeps the first of two equal names" = {
    expr = lib: lib.mapAttrs' (_: value: lib.nameValuePair "same" value) { a = 1; b = 2; };
    expected = { same = 1; };
  };

  "mapAttrsToList and attrsToList follow the order of names" = {
    expr = lib: [
      (lib.mapAttrsToList (name: value: name + value) { b = "2"; a = "1"; })
      (lib.attrsToList { a = 1; })
    ];
    expected = [ [ "a1" "b2" ] [ { name = "a"; value = 1; } ] ];
  };

  "concatMapAttrs lets later names win" = {
    expr =
      lib: lib.concatMapAttrs (name: value: { ${name} = value; all = name; }) { a = 1; b = 2; };
    expected = {
      a = 1;
      all = "b";
      b = 2;
    };
  };

  "mapAttrsRecursive gives the path" = {
    expr =
      lib:
      lib.mapAttrsRecursive (path: value: lib.concatStringsSep "." (path ++ [ value ])) {
        a.b = "x";
        c = "y";
      };
    expected = {
      a = { b = "a.b.x"; };
      c = "c.y";
    };
  };

  "mapAttrsRecursiveCond does not enter where told so" = {
    expr =
      lib:
      lib.mapAttrsRecursiveCond (set: !(set ? stop)) (path: _: path) {
        a.b = 1;
        c = { stop = 1; d = 2; };
      };
    expected = {
      a = { b = [ "a" "b" ]; };
      c = [ "c" ];
    };
  };

  "mapAttrsToListRecursive gives a flat list" = {
    expr =
      lib:
      lib.mapAttrsToListRecursive (path: value: "${lib.concatStringsSep "." path}=${toString value}") { a.b = 1; c = 2; };
    expected = [ "a.b=1" "c=2" ];
  };

  "genAttrs and genAttrs' make sets of lists" = {
    expr = lib: [
      (lib.genAttrs [ "a" "b" ] (name: "x${name}"))
      (lib.genAttrs' [ 1 2 ] (n: lib.nameValuePair "n${toString n}" n))
    ];
    expected = [ { a = "xa"; b = "xb"; } { n1 = 1; n2 = 2; } ];
  };

  "optionalAttrs depends on the condition" = {
    expr = lib: [ (lib.optionalAttrs true { a = 1; }) (lib.optionalAttrs false { a = 1; }) ];
    expected = [ { a = 1; } { } ];
  };

  "zipAttrs, zipAttrsWith and zipAttrsWithNames collect values" = {
    expr = lib: [
      (lib.zipAttrs [ { a = 1; } { a = 2; b = 3; } ])
      (lib.zipAttrsWith (name: values: "${name}${toString values}") [ { a = 1; } { a = 2; } ])
      (lib.zipAttrsWithNames [ "a" ] (_: values: values) [ { a = 1; b = 1; } { a = 2; } ])
    ];
    expected = [ { a = [ 1 2 ]; b = [ 3 ]; } { a = "a1 2"; } { a = [ 1 2 ]; } ];
  };

  "mergeAttrsList lets the last win" = {
    expr = lib: [
      (lib.mergeAttrsList [ { a = 1; b = 1; } { a = 2; } { a = 3; c = 3; } ])
      (lib.mergeAttrsList [ ])
    ];
    expected = [ { a = 3; b = 1; c = 3; } { } ];
  };

  "recursiveUpdate merges sets at every depth" = {
    expr =
      lib:
      lib.recursiveUpdate { a = { b = 1; c = 1; }; d = 1; } {
        a = { b = 2; e = 2; };
        d = { f = 2; };
      };
    expected = {
      a = {
        b = 2;
        c = 1;
        e = 2;
      };
      d = { f = 2; };
    };
  };

  "recursiveUpdate replaces lists" = {
    expr = lib: lib.recursiveUpdate { a = [ 1 2 ]; } { a = [ 3 ]; };
    expected = { a = [ 3 ]; };
  };

  "recursiveUpdateUntil stops where told so" = {
    expr =
      lib:
      lib.recursiveUpdateUntil (path: _: _: path == [ "a" ]) { a.b = 1; c.d = 1; } {
        a.e = 2;
        c.f = 2;
      };
    expected = {
      a = { e = 2; };
      c = {
        d = 1;
        f = 2;
      };
    };
  };

  "matchAttrs compares sets in part, everything else in full" = {
    expr =
      lib:
      map (pattern: lib.matchAttrs pattern { a = { b = 1; c = 2; }; d = [ 1 ]; }) [
        { a.b = 1; }
        { a.b = 2; }
        { d = [ 1 ]; }
        { d = [ ]; }
        { x = 1; }
        { }
      ];
    expected = [ true false true false false true ];
  };

  "overrideExisting ignores new names" = {
    expr = lib: lib.overrideExisting { a = 1; b = 2; } { a = 3; c = 4; };
    expected = {
      a = 3;
      b = 2;
    };
  };

  "showAttrPath quotes what needs it" = {
    expr = lib: [ (lib.showAttrPath [ "a" "b.c" "or" ]) (lib.showAttrPath [ ]) ];
    expected = [ "a.\"b.c\".\"or\"" "<root attribute path>" ];
  };

  "updateManyAttrsByPath updates inner values first" = {
    expr =
      lib:
      lib.updateManyAttrsByPath [
        { path = [ "a" ]; update = old: old // { n = old.b; }; }
        { path = [ "a" "b" ]; update = old: old + 1; }
        { path = [ "x" "y" ]; update = _: "new"; }
      ] { a.b = 0; };
    expected = {
      a = {
        b = 1;
        n = 1;
      };
      x = { y = "new"; };
    };
  };

  "unionOfDisjoint joins sets" = {
    expr = lib: lib.attrsets.unionOfDisjoint { a = 1; } { b = 2; };
    expected = {
      a = 1;
      b = 2;
    };
  };

  "isDerivation looks at the type" = {
    expr = lib: map lib.isDerivation [ { type = "derivation"; } { } 1 "x" ];
    expected = [ true false false false ];
  };

  "getOutput falls back to out, then to the package" = {
    expr =
      lib:
      map (package: (lib.getOutput "bin" package).n) [
        { n = 0; bin.n = 1; out.n = 2; }
        { n = 0; out.n = 2; }
        { n = 0; }
        { n = 0; outputSpecified = true; bin.n = 1; }
      ];
    expected = [ 1 2 0 0 ];
  };

  "getBin, getLib and getDev choose outputs" = {
    expr =
      lib:
      let
        package = { n = 0; bin.n = 1; lib.n = 2; dev.n = 3; };
      in
      map (get: (get package).n) [ lib.getBin lib.getLib lib.getDev lib.getMan ];
    expected = [ 1 2 3 0 ];
  };

  "recurseIntoAttrs marks a set" = {
    expr = lib: [ (lib.recurseIntoAttrs { a = 1; }) (lib.dontRecurseIntoAttrs { a = 1; }) ];
    expected = [
      {
        a = 1;
        recurseForDerivations = true;
      }
      {
        a = 1;
        recurseForDerivations = false;
      }
    ];
  };

  "getAttrFromPath names the path that is missing" = {
    expr = lib: lib.getAttrFromPath [ "a" "b" ] { };
    errors = [
      "cannot find attribute 'a.b'"
    ];
  };

  "updateManyAttrsByPath needs a value where the update reads it" = {
    expr = lib: lib.updateManyAttrsByPath [ { path = [ "a" "b" ]; update = old: old + 1; } ] { };
    errors = [
      "updateManyAttrsByPath: Path 'a.b' does not exist in the given value"
    ];
  };

  "updateManyAttrsByPath does not replace what is no set" = {
    expr = lib: lib.updateManyAttrsByPath [ { path = [ "a" "b" ]; update = _: 1; } ] { a = 1; };
    errors = [
      "updateManyAttrsByPath: Path 'a.b' needs to be updated, but path 'a' of the given value is not an attribute set"
    ];
  };

  "unionOfDisjoint refuses a common name" = {
    expr = lib: lib.attrsets.unionOfDisjoint { a = 1; } { a = 2; };
    errors = [
      "unionOfDisjoint: collision on a"
    ];
  };
}
