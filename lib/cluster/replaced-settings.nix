# replacedSettings :: [ path ] -> raw -> [ path ]
#
# Where raw settings have something else in the place of settings that hold one of these fields: they are
# merged last, and would take the field away.
{ lib }:
let
  inherit (builtins) head isAttrs tail;
  inherit (lib) concatMap init unique;

  # Of the settings on the way to a field.
  replaced =
    raw: done: path:
    if path == [ ] || !(raw ? ${head path}) then
      [ ]
    else
      let
        here = done ++ [ (head path) ];
        value = raw.${head path};
      in
      if isAttrs value then replaced value here (tail path) else [ here ];
in
paths: raw: unique (concatMap (path: replaced raw [ ] (init path)) paths)
