# Fixed points of functions, and overlays over them.
{ lib }:

let
  inherit (lib) foldr isFunction;

  emptyOverlay = _final: _prev: { };
in
rec {
  # fix :: (a -> a) -> a : the value that `f` returns when it is given that value.
  fix =
    f:
    let
      final = f final;
    in
    final;

  # Like `fix` of a function that returns a set, and keeps the function as `__unfix__`.
  fix' =
    f:
    let
      final = f final // {
        __unfix__ = f;
      };
    in
    final;

  # Applies `f` until the value no longer changes.
  converge =
    f: value:
    let
      next = f value;
    in
    if next == value then value else converge f next;

  # extends :: overlay -> (final -> set) -> (final -> set)
  extends =
    overlay: f: final:
    let
      prev = f final;
    in
    prev // overlay final prev;

  # composeExtensions :: overlay -> overlay -> overlay : the second one sees the result of the first.
  composeExtensions =
    first: second: final: prev:
    let
      changes = first final prev;
    in
    changes // second final (prev // changes);

  composeManyExtensions = foldr composeExtensions emptyOverlay;

  makeExtensible = makeExtensibleWithCustomName "extend";

  # A fixed point with a function, called `name`, that adds an overlay to it.
  makeExtensibleWithCustomName =
    name: f:
    fix' (
      self:
      f self
      // {
        ${name} = overlay: makeExtensibleWithCustomName name (extends overlay f);
      }
    );

  # Makes an overlay of a set, of `prev: set`, or of an overlay.
  toExtension =
    value:
    if !isFunction value then
      _final: _prev: value
    else
      final: prev:
      let
        applied = value prev;
      in
      if isFunction applied then value final prev else applied;
}
