# The properties of the module system (mkIf, mkMerge, mkOverride, mkOrder) as
# they appear inside a manifest, at any depth.
#
# A definition is `{ file; value; }`, and keeps what else it has. Only the exact
# shapes that the library builds count as properties: a key `_type` in
# somebody's data is data.
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
    isString
    length
    removeAttrs
    sort
    tail
    ;

  shapes = {
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
    && attrNames value == shapes.${value._type};

  # Whether one of many values is a property; seldom is there a `_type` at all.
  holdsProperty =
    values: catAttrs "_type" (filter isAttrs values) != [ ] && any isProperty values;

  # The outermost priority and order win, as in the module system.
  expand =
    definition:
    let
      inherit (definition) value;
      within = content: definition // { value = content; };
      by = {
        "if" = if value.condition then expand (within value.content) else [ ];
        merge = concatMap (content: expand (within content)) value.contents;
        override = expand ({ inherit (value) priority; } // within value.content);
        order = expand ({ order = value.priority; } // within value.content);
      };
    in
    if isProperty value then by.${value._type} else [ definition ];

  /*
    The definitions that remain once conditions, priorities and orders are
    applied; none of their values is a property. [ ] where all are disabled.
  */
  settle =
    definitions:
    if !any (definition: isProperty definition.value) definitions then
      definitions
    else
      let
        expanded = concatMap expand definitions;
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
    value:
    if !isProperty value then
      [ value ]
    else if value._type == "if" then
      if value.condition then pieces value.content else [ ]
    else if value._type == "merge" then
      concatMap pieces value.contents
    else
      [ value ];

  # The order that an element of a list asks for with mkBefore or mkAfter.
  elementOrder =
    value:
    if !isProperty value || value._type == "merge" then
      normalOrder
    else if value._type == "order" then
      value.priority
    else
      elementOrder value.content;

  # What settled definitions say at a path of attribute names, or null.
  peek =
    path: definitions:
    if definitions == [ ] then
      null
    else if path == [ ] then
      (head definitions).value
    else if length definitions == 1 then
      peekAlone path (head definitions)
    else
      peek (tail path) (settle (concatMap (below (head path)) definitions));

  # The same of one definition, in a shorter way for what most of them say.
  peekAlone =
    path: definition:
    let
      name = head path;
      value = definition.value.${name};
    in
    if isAttrs definition.value && definition.value ? ${name} && tail path == [ ] && isString value then
      value
    else
      peek (tail path) (settle (below name definition));

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
