# `{ name = "sidecar"; "$patch" = "delete"; }` removes an element of a list
# that another definition has. The words are those of Kubernetes' own patches.
let
  inherit (builtins)
    any
    catAttrs
    concatStringsSep
    filter
    head
    isAttrs
    ;
  inherit (import ./properties.nix) isProperty;
  inherit (import ../places.nix) showFiles showPlace;

  isForced = value: isProperty value && value._type == "override";

  # An object of its own is no element of a list but a patch, as data; and so
  # is what somebody insists on.
  isDirective =
    value:
    isAttrs value
    && value ? "$patch"
    && !(value ? apiVersion && value ? kind)
    && !isForced value."$patch";

  # Whether one of many values is a directive.
  holdsDirective =
    values: catAttrs "$patch" (filter isAttrs values) != [ ] && any isDirective values;

  directiveOf = settled: head (filter (definition: isDirective definition.value) settled);

  asData = "If the cluster shall read it, write `lib.mkForce` before its value.";

  refuse =
    location: definition: what:
    throw "${showPlace location}${showFiles [ definition.file ]} ${what}";

  unlessDelete =
    location: definition: what:
    refuse location definition (
      if definition.value."$patch" == "delete" then
        what
      else
        "has a `\"$patch\"` other than \"delete\", which removes an element. To replace it, write `lib.mkForce` before the element. ${asData}"
    );
in
{
  inherit holdsDirective;

  # Whether settled definitions of one element remove it.
  isRemoved = any (definition: isDirective definition.value);

  # True; throws where the element has nothing to remove, or does something else.
  removes =
    others:
    { key, location, settled, ... }:
    let
      definition = directiveOf settled;
      known = map (other: other.label) others;
    in
    if definition.value."$patch" == "delete" && any (other: other.key == key) others then
      true
    else
      unlessDelete location definition "is to be removed, but no other definition has it${
        if known == [ ] then "" else "; they have ${concatStringsSep " and " known}"
      }. Correct its key, or remove this element.";

  # Throws where an element cannot be told from the others, and says `$patch`.
  refuseRemoval =
    location: definition:
    if isDirective definition.value then
      unlessDelete location definition "cannot be removed: no other definition has an element with its key, or some element of this list has none. Write `lib.mkForce` before the list as it should remain. ${asData}"
    else
      definition;
}
