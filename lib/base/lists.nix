# Lists.
{ lib }:

let
  inherit (builtins)
    attrNames
    attrValues
    concatLists
    concatMap
    elem
    elemAt
    filter
    genList
    groupBy
    head
    isList
    length
    partition
    sort
    tail
    ;
  inherit (lib)
    assertMsg
    compare
    id
    mapAttrs
    max
    min
    toInt
    warn
    ;
in
rec {
  inherit (builtins)
    all
    any
    concatLists
    concatMap
    elem
    elemAt
    filter
    genList
    groupBy
    head
    isList
    length
    map
    partition
    sort
    tail
    ;

  singleton = value: [ value ];

  forEach = list: f: map f list;

  # foldr :: (a -> b -> b) -> b -> [ a ] -> b : lazy, from the right.
  foldr =
    op: initial: list:
    let
      count = length list;
      from = index: if index == count then initial else op (elemAt list index) (from (index + 1));
    in
    from 0;

  fold = warn "fold has been deprecated, use foldr instead" foldr;

  # foldl :: (b -> a -> b) -> b -> [ a ] -> b : lazy, from the left.
  foldl =
    op: initial: list:
    let
      upTo = index: if index < 0 then initial else op (upTo (index - 1)) (elemAt list index);
    in
    upTo (length list - 1);

  # Strict in every intermediate result. Older versions of Nix leave the first one lazy.
  foldl' =
    op: initial:
    builtins.seq initial (builtins.foldl' op initial);

  # imap0 :: (index -> a -> b) -> [ a ] -> [ b ]
  imap0 = f: list: genList (index: f index (elemAt list index)) (length list);

  imap1 = f: imap0 (index: f (index + 1));

  ifilter0 =
    predicate: list:
    map (elemAt list) (
      filter (index: predicate index (elemAt list index)) (genList id (length list))
    );

  flatten = value: if isList value then concatMap flatten value else [ value ];

  remove = value: filter (other: other != value);

  findSingle =
    predicate: default: multiple: list:
    let
      found = filter predicate list;
    in
    if found == [ ] then
      default
    else if length found == 1 then
      head found
    else
      multiple;

  # Stops calling the predicate at the first hit, without recursion.
  findFirstIndex =
    predicate: default: list:
    let
      # Below zero: so many misses and one; else the index that was found.
      search =
        state: value:
        if state >= 0 then
          state
        else if predicate value then
          -1 - state
        else
          state - 1;
      result = foldl' search (-1) list;
    in
    if result < 0 then default else result;

  findFirst =
    predicate: default: list:
    let
      index = findFirstIndex predicate null list;
    in
    if index == null then default else elemAt list index;

  count = predicate: foldl' (sum: value: if predicate value then sum + 1 else sum) 0;

  optional = condition: value: if condition then [ value ] else [ ];

  optionals = condition: values: if condition then values else [ ];

  toList = value: if isList value then value else [ value ];

  range =
    first: last: if first > last then [ ] else genList (offset: first + offset) (last - first + 1);

  replicate = count: value: genList (_: value) count;

  # groupBy' :: (b -> a -> b) -> b -> (a -> string) -> [ a ] -> { string = b; }
  groupBy' =
    op: initial: key: list:
    mapAttrs (_: foldl op initial) (groupBy key list);

  zipListsWith =
    f: left: right:
    genList (index: f (elemAt left index) (elemAt right index)) (min (length left) (length right));

  zipLists = zipListsWith (fst: snd: { inherit fst snd; });

  reverseList =
    list:
    let
      last = length list - 1;
    in
    genList (index: elemAt list (last - index)) (length list);

  # Searches depth first for a value with none before it.
  # Gives { minimal; visited; rest; }, or, where asked to stop at one, { cycle; loops; visited; rest; }.
  listDfs =
    stopOnCycles: before: list:
    let
      search =
        current: visited: rest:
        let
          loops = filter (other: before other current) visited;
          earlier = partition (other: before other current) rest;
        in
        if stopOnCycles && loops != [ ] then
          {
            cycle = current;
            inherit loops visited rest;
          }
        else if earlier.right == [ ] then
          {
            minimal = current;
            inherit visited rest;
          }
        else
          search (head earlier.right) ([ current ] ++ visited) (tail earlier.right ++ earlier.wrong);
    in
    search (head list) [ ] (tail list);

  # Gives { result; }, or { cycle; loops; }.
  toposort =
    before: list:
    let
      first = listDfs true before list;
      others = toposort before (first.visited ++ first.rest);
    in
    if length list < 2 then
      { result = list; }
    else if first ? cycle then
      {
        cycle = reverseList ([ first.cycle ] ++ first.visited);
        inherit (first) loops;
      }
    else if others ? cycle then
      others
    else
      { result = [ first.minimal ] ++ others.result; };

  # Sorts by the key that `f` gives; computes each key once.
  sortOn =
    f: list:
    map (pair: pair.value) (
      sort (a: b: a.key < b.key) (
        map (value: {
          key = f value;
          inherit value;
        }) list
      )
    );

  # compareLists :: (a -> a -> -1 | 0 | 1) -> [ a ] -> [ a ] -> -1 | 0 | 1 : as words in a dictionary.
  compareLists =
    cmp: a: b:
    let
      first = cmp (head a) (head b);
    in
    if a == [ ] then
      (if b == [ ] then 0 else -1)
    else if b == [ ] then
      1
    else if first != 0 then
      first
    else
      compareLists cmp (tail a) (tail b);

  # Sorts "a10" behind "a9".
  naturalSort =
    list:
    let
      parts = text: map (part: if isList part then toInt (head part) else part) (
        builtins.split "(0|[1-9][0-9]*)" text
      );
      keyed = map (value: {
        key = parts value;
        inherit value;
      }) list;
    in
    map (entry: entry.value) (sort (a: b: compareLists compare a.key b.key < 0) keyed);

  take = sublist 0;

  takeEnd = count: list: drop (max 0 (length list - count)) list;

  drop = count: list: sublist count (length list) list;

  dropEnd = count: list: take (max 0 (length list - count)) list;

  hasPrefix = prefix: list: take (length prefix) list == prefix;

  removePrefix =
    prefix: list:
    if hasPrefix prefix list then
      drop (length prefix) list
    else
      throw "lib.lists.removePrefix: First argument is not a list prefix of the second argument";

  # sublist :: start -> count -> list -> list : shorter where the list ends.
  sublist =
    start: count: list:
    let
      available = length list - start;
    in
    if available <= 0 then
      [ ]
    else
      genList (index: elemAt list (start + index)) (min count available);

  commonPrefix =
    left: right:
    let
      differs = zipListsWith (a: b: a != b) left right;
    in
    take (findFirstIndex id (length differs) differs) left;

  last =
    list:
    assert assertMsg (list != [ ]) "lists.last: list must not be empty!";
    elemAt list (length list - 1);

  init =
    list:
    assert assertMsg (list != [ ]) "lists.init: list must not be empty!";
    take (length list - 1) list;

  # Applies `f` to every combination of the lists' values.
  crossLists = f: foldl (functions: values: concatMap (g: map g values) functions) [ f ];

  unique = foldl' (seen: value: if elem value seen then seen else seen ++ [ value ]) [ ];

  # Faster than `unique`; sorted.
  uniqueStrings = list: attrNames (groupBy id list);

  allUnique = list: length (unique list) == length list;

  intersectLists = wanted: filter (value: elem value wanted);

  subtractLists = unwanted: filter (value: !elem value unwanted);

  mutuallyExclusive = left: right: left == [ ] || !builtins.any (value: elem value left) right;

  concatAttrValues = set: concatLists (attrValues set);

  replaceElemAt =
    list: index: value:
    assert assertMsg (index >= 0 && index < length list)
      "'lists.replaceElemAt' called with index ${toString index} on a list of size ${toString (length list)}";
    imap0 (position: old: if position == index then value else old) list;
}
