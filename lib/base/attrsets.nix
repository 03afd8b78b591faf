# Attribute sets.
{ lib }:

let
  inherit (builtins)
    attrNames
    attrValues
    catAttrs
    concatMap
    elemAt
    filter
    foldl'
    groupBy
    hasAttr
    head
    intersectAttrs
    isAttrs
    length
    listToAttrs
    mapAttrs
    partition
    removeAttrs
    zipAttrsWith
    ;
  inherit (lib)
    all
    concatMapStringsSep
    concatStringsSep
    foldl
    foldr
    take
    ;
  inherit (lib.strings) escapeNixIdentifier sanitizeDerivationName;

  # Follows `path` into `value`: { depth = how many names exist; value = what is found there; }
  follow =
    path: value:
    let
      count = length path;
      walk =
        depth: here:
        let
          name = elemAt path depth;
        in
        if depth < count && here ? ${name} then
          walk (depth + 1) here.${name}
        else
          {
            inherit depth;
            value = here;
          };
    in
    walk 0 value;
in
rec {
  inherit (builtins)
    attrNames
    attrValues
    catAttrs
    getAttr
    hasAttr
    intersectAttrs
    isAttrs
    listToAttrs
    mapAttrs
    removeAttrs
    ;

  # attrByPath :: [ string ] -> default -> set -> value
  attrByPath =
    path: default: set:
    let
      found = follow path set;
    in
    if found.depth == length path then found.value else default;

  hasAttrByPath = path: set: (follow path set).depth == length path;

  longestValidPathPrefix = path: set: take (follow path set).depth path;

  # setAttrByPath [ "a" "b" ] 1 = { a.b = 1; }
  setAttrByPath = path: value: foldr (name: inner: { ${name} = inner; }) value path;

  getAttrFromPath =
    path: attrByPath path (abort "cannot find attribute '${concatStringsSep "." path}'");

  attrVals = names: set: map (name: set.${name}) names;

  getAttrs = names: set: genAttrs names (name: set.${name});

  # filterAttrs :: (name -> value -> bool) -> set -> set
  filterAttrs =
    predicate: set: removeAttrs set (filter (name: !predicate name set.${name}) (attrNames set));

  filterAttrsRecursive =
    predicate: set:
    mapAttrs (_: value: if isAttrs value then filterAttrsRecursive predicate value else value) (
      filterAttrs predicate set
    );

  # foldlAttrs :: (acc -> name -> value -> acc) -> acc -> set -> acc
  foldlAttrs =
    op: initial: set:
    lib.foldl' (result: name: op result name set.${name}) initial (attrNames set);

  # Folds the values of equal names of several sets.
  foldAttrs =
    op: initial: sets:
    mapAttrs (_: foldr op initial) (zipAttrs sets);

  # All sets and values below `set` that satisfy the predicate; does not look inside those.
  collect =
    predicate: value:
    if predicate value then
      [ value ]
    else if isAttrs value then
      concatMap (collect predicate) (attrValues value)
    else
      [ ];

  # cartesianProduct { a = [ 1 2 ]; b = [ 3 ]; } = [ { a = 1; b = 3; } { a = 2; b = 3; } ]
  cartesianProduct =
    lists:
    foldl' (
      products: name:
      concatMap (product: map (value: product // { ${name} = value; }) lists.${name}) products
    ) [ { } ] (attrNames lists);

  mapCartesianProduct = f: lists: map f (cartesianProduct lists);

  nameValuePair = name: value: { inherit name value; };

  # mapAttrs' :: (name -> value -> { name; value; }) -> set -> set
  mapAttrs' = f: set: listToAttrs (mapAttrsToList f set);

  mapAttrsToList = f: set: attrValues (mapAttrs f set);

  attrsToList = mapAttrsToList nameValuePair;

  # concatMapAttrs :: (name -> value -> set) -> set -> set
  concatMapAttrs = f: set: mergeAttrsList (mapAttrsToList f set);

  mapAttrsRecursive = mapAttrsRecursiveCond (_: true);

  # mapAttrsRecursiveCond :: (set -> descend?) -> (path -> value -> a) -> set -> set
  mapAttrsRecursiveCond =
    descend: f:
    let
      walk =
        path:
        mapAttrs (
          name: value:
          let
            here = path ++ [ name ];
          in
          if isAttrs value && descend value then walk here value else f here value
        );
    in
    walk [ ];

  mapAttrsToListRecursive = mapAttrsToListRecursiveCond (_: _: true);

  # As above, into a flat list; `descend` is given path and set.
  mapAttrsToListRecursiveCond =
    descend: f:
    let
      walk =
        path: set:
        concatMap (
          name:
          let
            here = path ++ [ name ];
            value = set.${name};
          in
          if isAttrs value && descend here value then walk here value else [ (f here value) ]
        ) (attrNames set);
    in
    walk [ ];

  # genAttrs :: [ name ] -> (name -> value) -> set
  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);

  genAttrs' = values: f: listToAttrs (map f values);

  isDerivation = value: value.type or null == "derivation";

  # Makes a store path look like a derivation with one output.
  toDerivation =
    path:
    let
      outPath = builtins.storePath path;
      # A store path's name begins after 32 characters of hash and a dash.
      name = sanitizeDerivationName (builtins.substring 33 (-1) (baseNameOf outPath));
      self = {
        type = "derivation";
        inherit name outPath;
        outputs = [ "out" ];
        out = self;
        outputName = "out";
      };
    in
    self;

  optionalAttrs = condition: set: if condition then set else { };

  zipAttrsWithNames =
    names: f: sets:
    genAttrs names (name: f name (catAttrs name sets));

  inherit (builtins) zipAttrsWith;

  # zipAttrs [ { a = 1; } { a = 2; } ] = { a = [ 1 2 ]; }
  zipAttrs = zipAttrsWith (_: values: values);

  # Right-most wins. Merges halves: linear folding would copy the growing set again and again.
  mergeAttrsList =
    sets:
    let
      merge =
        start: end:
        let
          middle = (start + end) / 2;
        in
        if end - start == 1 then elemAt sets start else merge start middle // merge middle end;
    in
    if sets == [ ] then { } else merge 0 (length sets);

  # recursiveUpdateUntil :: (path -> left -> right -> stop?) -> left -> right -> set
  recursiveUpdateUntil =
    stop: left: right:
    let
      update =
        path:
        zipAttrsWith (
          name: values:
          let
            here = path ++ [ name ];
            old = head values;
            new = elemAt values 1;
          in
          if length values == 1 then
            old
          else if stop here old new then
            new
          else
            update here values
        );
    in
    update [ ] [
      left
      right
    ];

  recursiveUpdate = recursiveUpdateUntil (
    _path: left: right:
    !(isAttrs left && isAttrs right)
  );

  # True if everything in `pattern` is in `set` as well.
  matchAttrs =
    pattern: set:
    assert isAttrs pattern;
    all (
      name:
      set ? ${name}
      && (
        if isAttrs pattern.${name} then
          isAttrs set.${name} && matchAttrs pattern.${name} set.${name}
        else
          pattern.${name} == set.${name}
      )
    ) (attrNames pattern);

  # Takes from `new` only what `old` has too.
  overrideExisting = old: new: old // intersectAttrs old new;

  showAttrPath =
    path:
    if path == [ ] then "<root attribute path>" else concatMapStringsSep "." escapeNixIdentifier path;

  # updateManyAttrsByPath :: [ { path; update = old: new; } ] -> value -> value
  updateManyAttrsByPath =
    let
      # `current` is a list with the value at this depth, or empty where there is none.
      apply =
        depth: current: updates:
        let
          here = partition (update: length update.path == depth) updates;
          below = groupBy (update: elemAt update.path depth) here.wrong;
          value = head current;
          child = name: if current != [ ] && value ? ${name} then [ value.${name} ] else [ ];
          children = mapAttrs (name: apply (depth + 1) (child name)) below;
          updatedBelow =
            if here.wrong == [ ] then
              if current != [ ] then
                value
              else
                throw "updateManyAttrsByPath: Path '${showAttrPath (head here.right).path}' does not exist in the given value, but the first update to this path tries to access the existing value."
            else if current == [ ] then
              children
            else if isAttrs value then
              value // children
            else
              let
                path = (head here.wrong).path;
              in
              throw "updateManyAttrsByPath: Path '${showAttrPath path}' needs to be updated, but path '${showAttrPath (take depth path)}' of the given value is not an attribute set, so we can't update an attribute inside of it.";
        in
        foldl (result: update: update.update result) updatedBelow here.right;
    in
    updates: value: apply 0 [ value ] updates;

  # unionOfDisjoint :: set -> set -> set : a name that both have throws when it is used.
  unionOfDisjoint =
    left: right:
    let
      common = intersectAttrs left right;
      names = concatStringsSep " " (attrNames common);
    in
    left
    // right
    // mapAttrs (
      name: _: throw "unionOfDisjoint: collision on ${name}; complete list: ${names}"
    ) common;

  # Outputs of packages.
  getOutput =
    output: package:
    if package.outputSpecified or false then package else package.${output} or package.out or package;

  getFirstOutput =
    candidates: package:
    let
      available = filter (output: hasAttr output package) candidates;
    in
    if package.outputSpecified or false || available == [ ] then
      package
    else
      package.${head available};

  getBin = getOutput "bin";

  getLib = getOutput "lib";

  getStatic = getFirstOutput [
    "static"
    "lib"
    "out"
  ];

  getDev = getOutput "dev";

  getInclude = getFirstOutput [
    "include"
    "dev"
    "out"
  ];

  getMan = getOutput "man";

  chooseDevOutputs = map getDev;

  recurseIntoAttrs = set: set // { recurseForDerivations = true; };

  dontRecurseIntoAttrs = set: set // { recurseForDerivations = false; };
}
