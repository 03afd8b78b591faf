# From the JSON of definitions.ts to what modules say.
{ lib }:
let
  inherit (builtins) map mapAttrs;

  valueOf =
    definition:
    if definition ? list then
      map valueOf definition.list
    else if definition ? set then
      mapAttrs (_: valueOf) definition.set
    else if definition ? condition then
      lib.mkIf definition.condition (valueOf definition.content)
    else if definition ? merge then
      lib.mkMerge (map valueOf definition.merge)
    else if definition ? priority then
      lib.mkOverride definition.priority (valueOf definition.content)
    else if definition ? order then
      lib.mkOrder definition.order (valueOf definition.content)
    else
      definition.plain;

  # The same module in the forms that modules may have.
  inForm =
    form: module:
    {
      set = module;
      function = { ... }: module;
      imported = { imports = [ { imports = [ module ]; } ]; };
    }
    .${form};

  # Permutations are lists of places.
  reorder = modules: map (builtins.elemAt modules);

  # What an option is, or null where it fails.
  attempt =
    value:
    let
      tried = builtins.tryEval (builtins.deepSeq value value);
    in
    if tried.success then { inherit (tried) value; } else null;
in
{
  inherit attempt inForm reorder valueOf;
}
