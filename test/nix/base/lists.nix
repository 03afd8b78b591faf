# Lists.
{
  "foldr and foldl keep their sides" = {
    expr = lib: [
      (lib.foldr (value: acc: "(${value}${acc})") "z" [ "a" "b" ])
      (lib.foldl (acc: value: "(${acc}${value})") "z" [ "a" "b" ])
    ];
    expected = [ "(a(bz))" "((za)b)" ];
  };

  "foldr is lazy" = {
    expr =
      lib:
      lib.foldr (value: acc: if value == 2 then "found" else acc) "none" [ 1 2 (throw "unused") ];
    expected = "found";
  };

  "foldl' is strict from the left" = {
    expr = lib: lib.foldl' (acc: value: acc - value) 10 [ 1 2 3 ];
    expected = 4;
  };

  "imap0 and imap1 count" = {
    expr = lib: [
      (lib.imap0 (i: value: "${toString i}${value}") [ "a" "b" ])
      (lib.imap1 (i: value: "${toString i}${value}") [ "a" "b" ])
    ];
    expected = [ [ "0a" "1b" ] [ "1a" "2b" ] ];
  };

  "ifilter0 sees index and value" = {
    expr = lib: lib.ifilter0 (i: value: i == 0 || value > 2) [ 1 2 3 ];
    expected = [ 1 3 ];
  };

  "flatten opens every list" = {
    expr = lib: [ (lib.flatten [ 1 [ 2 [ 3 [ ] ] ] ]) (lib.flatten 1) ];
    expected = [ [ 1 2 3 ] [ 1 ] ];
  };

  "remove takes out every equal value" = {
    expr = lib: lib.remove 1 [ 1 2 1 ];
    expected = [ 2 ];
  };

  "findSingle tells none, one and several apart" = {
    expr =
      lib: map (lib.findSingle (value: value == 1) "none" "several") [ [ 2 ] [ 1 2 ] [ 1 1 ] ];
    expected = [ "none" 1 "several" ];
  };

  "findFirst gives the first hit or the default" = {
    expr = lib: [
      (lib.findFirst (value: value > 1) 0 [ 1 2 3 ])
      (lib.findFirst (value: value > 9) 0 [ 1 2 3 ])
      (lib.findFirst (value: value == 1) 0 [ 1 (throw "unused") ])
    ];
    expected = [ 2 0 1 ];
  };

  "findFirstIndex gives the place of the first hit" = {
    expr = lib: [
      (lib.lists.findFirstIndex (value: value > 1) null [ 1 2 3 ])
      (lib.lists.findFirstIndex (value: value > 9) null [ 1 ])
    ];
    expected = [ 1 null ];
  };

  "any, all and count" = {
    expr = lib: [
      (lib.any (value: value == 1) [ 1 2 ])
      (lib.all (value: value == 1) [ 1 2 ])
      (lib.count (value: value == 1) [ 1 2 1 ])
    ];
    expected = [ true false 2 ];
  };

  "optional and optionals" = {
    expr = lib: [
      (lib.optional true 1)
      (lib.optional false 1)
      (lib.optionals true [ 1 ])
      (lib.optionals false [ 1 ])
    ];
    expected = [ [ 1 ] [ ] [ 1 ] [ ] ];
  };

  "toList and singleton" = {
    expr = lib: [ (lib.toList 1) (lib.toList [ 1 ]) (lib.singleton [ 1 ]) ];
    expected = [ [ 1 ] [ 1 ] [ [ 1 ] ] ];
  };

  "range includes both ends" = {
    expr = lib: [ (lib.range 2 4) (lib.range 3 2) (lib.range 1 1) ];
    expected = [ [ 2 3 4 ] [ ] [ 1 ] ];
  };

  "replicate repeats a value" = {
    expr = lib: lib.replicate 3 "a";
    expected = [ "a" "a" "a" ];
  };

  "partition and groupBy" = {
    expr = lib: [
      (lib.partition (value: value > 1) [ 1 2 3 ])
      (lib.groupBy (value: if value > 1 then "big" else "small") [ 1 2 3 ])
      (lib.groupBy' builtins.add 0 (value: if value > 1 then "big" else "small") [ 1 2 3 ])
    ];
    expected = [
      {
        right = [ 2 3 ];
        wrong = [ 1 ];
      }
      {
        big = [ 2 3 ];
        small = [ 1 ];
      }
      {
        big = 5;
        small = 1;
      }
    ];
  };

  "zipLists stops at the shorter one" = {
    expr = lib: [
      (lib.zipLists [ 1 2 ] [ "a" ])
      (lib.zipListsWith (a: b: a + b) [ 1 2 ] [ 3 4 5 ])
    ];
    expected = [ [ { fst = 1; snd = "a"; } ] [ 4 6 ] ];
  };

  "reverseList turns a list round" = {
    expr = lib: [ (lib.reverseList [ 1 2 3 ]) (lib.reverseList [ ]) ];
    expected = [ [ 3 2 1 ] [ ] ];
  };

  "toposort puts what comes before first" = {
    expr = lib: lib.toposort (a: b: a < b) [ 3 2 1 ];
    expected = { result = [ 1 2 3 ]; };
  };

  "toposort finds a cycle" = {
    expr = lib: lib.toposort (a: b: a == "x" && b == "y" || a == "y" && b == "x") [ "a" "x" "y" ];
    expected = {
      cycle = [ "x" "y" ];
      loops = [ "x" ];
    };
  };

  "listDfs finds a minimum or a cycle" = {
    expr = lib: [
      (lib.listDfs true (a: b: b == "y" && a == "x") [ "y" "x" "z" ])
      (lib.listDfs true (_: _: true) [ 1 2 ])
    ];
    expected = [
      {
        minimal = "x";
        rest = [ "z" ];
        visited = [ "y" ];
      }
      {
        cycle = 2;
        loops = [ 1 ];
        rest = [ ];
        visited = [ 1 ];
      }
    ];
  };

  "sort and sortOn" = {
    expr = lib: [
      (lib.sort (a: b: a < b) [ 3 1 2 ])
      (lib.sortOn (value: 0 - value) [ 3 1 2 ])
      (lib.sortOn builtins.stringLength [ "bb" "a" "aa" ])
    ];
    expected = [ [ 1 2 3 ] [ 3 2 1 ] [ "a" "bb" "aa" ] ];
  };

  "naturalSort knows numbers" = {
    expr = lib: lib.naturalSort [ "disk11" "disk8" "disk100" "disk9" "a" "disk08" ];
    expected = [ "a" "disk08" "disk8" "disk9" "disk11" "disk100" ];
  };

  "compareLists compares as a dictionary does" = {
    expr =
      lib:
      map (list: lib.compareLists lib.compare list [ 1 2 ]) [
        [ ]
        [ 1 ]
        [ 1 2 ]
        [ 1 3 ]
        [ 0 9 9 ]
        [ 1 2 0 ]
      ];
    expected = [ (-1) (-1) 0 1 (-1) 1 ];
  };

  "take, drop, takeEnd and dropEnd" = {
    expr =
      lib:
      map (n: [
        (lib.take n [ 1 2 3 ])
        (lib.drop n [ 1 2 3 ])
        (lib.takeEnd n [ 1 2 3 ])
        (lib.dropEnd n [ 1 2 3 ])
      ]) [ 0 2 5 ];
    expected = [
      [ [ ] [ 1 2 3 ] [ ] [ 1 2 3 ] ]
      [ [ 1 2 ] [ 3 ] [ 2 3 ] [ 1 ] ]
      [ [ 1 2 3 ] [ ] [ 1 2 3 ] [ ] ]
    ];
  };

  "sublist ends with the list" = {
    expr = lib: [
      (lib.sublist 1 2 [ 0 1 2 3 ])
      (lib.sublist 3 9 [ 0 1 2 3 ])
      (lib.sublist 9 1 [ 0 ])
    ];
    expected = [ [ 1 2 ] [ 3 ] [ ] ];
  };

  "last and init" = {
    expr = lib: [ (lib.last [ 1 2 ]) (lib.init [ 1 2 ]) ];
    expected = [ 2 [ 1 ] ];
  };

  "crossLists applies a function to all combinations" = {
    expr = lib: lib.crossLists (a: b: a + b) [ [ "a" "b" ] [ "1" "2" ] ];
    expected = [ "a1" "a2" "b1" "b2" ];
  };

  "unique keeps the first of equals" = {
    expr = lib: [
      (lib.unique [ 3 2 3 1 2 ])
      (lib.unique [ { a = 1; } { a = 1; } ])
      (lib.uniqueStrings [ "b" "a" "b" ])
    ];
    expected = [ [ 3 2 1 ] [ { a = 1; } ] [ "a" "b" ] ];
  };

  "allUnique, intersectLists, subtractLists and mutuallyExclusive" = {
    expr = lib: [
      (lib.allUnique [ 1 2 ])
      (lib.allUnique [ 1 1 ])
      (lib.intersectLists [ 1 2 3 ] [ 6 3 2 ])
      (lib.subtractLists [ 3 2 ] [ 1 2 3 4 ])
      (lib.mutuallyExclusive [ 1 ] [ 2 ])
      (lib.mutuallyExclusive [ 1 ] [ 1 ])
    ];
    expected = [ true false [ 3 2 ] [ 1 4 ] true false ];
  };

  "hasPrefix, removePrefix and commonPrefix of lists" = {
    expr = lib: [
      (lib.lists.hasPrefix [ 1 ] [ 1 2 ])
      (lib.lists.hasPrefix [ 2 ] [ 1 2 ])
      (lib.lists.removePrefix [ 1 ] [ 1 2 ])
      (lib.lists.commonPrefix [ 1 2 3 ] [ 1 2 4 ])
    ];
    expected = [ true false [ 2 ] [ 1 2 ] ];
  };

  "concatAttrValues and replaceElemAt" = {
    expr = lib: [
      (lib.concatAttrValues { b = [ 2 ]; a = [ 1 ]; })
      (lib.replaceElemAt [ 1 2 3 ] 1 "x")
    ];
    expected = [ [ 1 2 ] [ 1 "x" 3 ] ];
  };

  "forEach and concatMap" = {
    expr = lib: [
      (lib.forEach [ 1 2 ] (n: n + 1))
      (lib.concatMap (n: [ n n ]) [ 1 2 ])
      (lib.concatLists [ [ 1 ] [ ] [ 2 ] ])
    ];
    expected = [ [ 2 3 ] [ 1 1 2 2 ] [ 1 2 ] ];
  };

  "last of nothing is an error" = {
    expr = lib: lib.last [ ];
    errors = [
      "lists.last: list must not be empty!"
    ];
  };

  "init of nothing is an error" = {
    expr = lib: lib.init [ ];
    errors = [
      "lists.init: list must not be empty!"
    ];
  };

  "replaceElemAt refuses an index outside" = {
    expr = lib: lib.replaceElemAt [ 1 ] 1 2;
    errors = [
      "'lists.replaceElemAt' called with index 1 on a list of size 1"
    ];
  };

  "removePrefix refuses another beginning" = {
    expr = lib: lib.lists.removePrefix [ 2 ] [ 1 2 ];
    errors = [
      "lib.lists.removePrefix: First argument is not a list prefix of the second argument"
    ];
  };
}
