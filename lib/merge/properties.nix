# The properties of the module system (mkIf, mkMerge, mkOverride, mkOrder,
# mkDefinition) as they appear inside a manifest, at any depth.
#
# A definition is `{ file; value; … }`. Only the exact shapes that the library
# builds count as properties: a key `_type` in somebody's data is data.
let
  inherit (builtins)
    any
    attrNames
    catAttrs
    concatMap
    filter
    foldl'
    head
    isAttrs
    isBool
    isInt
    isList
    isString
    length
    removeAttrs
    sort
    tail
    ;
  inherit (import ../places.nix) showFiles showKind showPlace;

  shapes = {
    definition = [
      "_type"
      "file"
      "value"
    ];
    "if" = [
      "_type"
      "condition"
      "content"
    ];
    merge = [
      "_type"
      "contents"
    ];
    override = [
      "_type"
      "content"
      "priority"
    ];
    order = [
      "_type"
      "content"
      "priority"
    ];
  };

  normalPriority = 100;
  normalOrder = 1000;

  isProperty =
    value:
    isAttrs value
    && value ? _type
    && isString value._type
    && shapes ? ${value._type}
    && attrNames (if value._type == "definition" then removeAttrs value [ "priority" ] else value) == shapes.${value._type};

  # Whether one of many values is a property; seldom is there a `_type` at all.
  holdsProperty =
    values: catAttrs "_type" (filter isAttrs values) != [ ] && any isProperty values;

  # The property itself, or an error where it was called with something else.
  checkProperty =
    location: file: property:
    let
      refuse =
        what: fix: throw "${showPlace location}${showFiles [ file ]} has ${what}. ${fix}";
      prioritized =
        function:
        if isInt property.priority then
          property
        else
          refuse "the priority of `lib.${function}` as ${showKind property.priority}, not an integer" "Write `lib.${function} 1000 …`, for instance.";
      by = {
        definition = property;
        "if" =
          if isBool property.condition then
            property
          else
            refuse "the condition of `lib.mkIf` as ${showKind property.condition}, not a Boolean" "Write a comparison: `lib.mkIf (… == …) …`.";
        merge =
          if isList property.contents then
            property
          else
            refuse "the contents of `lib.mkMerge` as ${showKind property.contents}, not a list" "Write `lib.mkMerge [ … ]`.";
        order = prioritized "mkOrder";
        override = prioritized "mkOverride";
      };
    in
    by.${property._type};

  # The outermost priority and order win, as in the module system.
  expand =
    location: definition:
    let
      value = checkProperty location definition.file definition.value;
      inside = more: expand location (more // definition // { value = value.content; });
      by = {
        # An option's definitions carry the order that they had there.
        definition = expand location (
          (if value ? priority then { order = value.priority; } else { })
          // definition
          // { inherit (value) file value; }
        );
        "if" = if value.condition then inside { } else [ ];
        merge = concatMap (content: expand location (definition // { value = content; })) value.contents;
        override = inside { inherit (value) priority; };
        order = inside { order = value.priority; };
      };
    in
    if isProperty definition.value then by.${value._type} else [ definition ];

  /*
    From a location, for messages, and definitions to those that remain once
    conditions, priorities and orders are applied; none of their values is a
    property. [ ] where all are disabled.
  */
  settle =
    location: definitions:
    if !any (definition: isProperty definition.value) definitions then
      definitions
    else
      let
        expanded = concatMap (expand location) definitions;
        priorityOf = definition: definition.priority or normalPriority;
        highest = foldl' (
          best: definition: if priorityOf definition < best then priorityOf definition else best
        ) (priorityOf (head expanded)) expanded;
        winners = filter (definition: priorityOf definition == highest) expanded;
        orderOf = definition: definition.order or normalOrder;
        ordered =
          if any (definition: definition ? order) winners then
            sort (a: b: orderOf a < orderOf b) winners
          else
            winners;
      in
      map (
        definition:
        removeAttrs definition [
          "order"
          "priority"
        ]
      ) ordered;

  # mkIf and mkMerge taken apart; what carries a priority stays whole.
  pieces =
    location: file: value:
    let
      property = checkProperty location file value;
    in
    if !isProperty value then
      [ value ]
    else if property._type == "if" then
      if property.condition then pieces location file property.content else [ ]
    else if property._type == "merge" then
      concatMap (pieces location file) property.contents
    else
      [ value ];

  # The order that an element of a list asks for with mkBefore or mkAfter.
  elementOrder =
    value:
    if !isProperty value || value._type == "merge" then
      normalOrder
    else if value._type == "order" then
      value.priority
    else if value._type == "definition" then
      elementOrder value.value
    else
      elementOrder value.content;

  # What settled definitions say at a path of attribute names, or null.
  peek =
    location: path: definitions:
    if definitions == [ ] then
      null
    else if path == [ ] then
      (head definitions).value
    else if length definitions == 1 then
      peekAlone location path (head definitions)
    else
      peekBelow location path (concatMap (below (head path)) definitions);

  # The same of one definition, in a shorter way for what most of them say.
  peekAlone =
    location: path: definition:
    let
      name = head path;
      value = definition.value.${name};
    in
    if isAttrs definition.value && definition.value ? ${name} && tail path == [ ] && isString value then
      value
    else
      peekBelow location path (below name definition);

  peekBelow =
    location: path: definitions:
    let
      place = location ++ [ (head path) ];
    in
    peek place (tail path) (settle place definitions);

  below =
    name: definition:
    if isAttrs definition.value && definition.value ? ${name} then
      [
        {
          inherit (definition) file;
          value = definition.value.${name};
        }
      ]
    else
      [ ];
in
{
  inherit
    elementOrder
    holdsProperty
    isProperty
    peek
    pieces
    settle
    ;
}
