# Fails where an evaluation would lose a misspelt name below `kubernixos`
# silently; else gives back what it is given.
#
# The module system reports such names itself, and so does ../rest, which
# knows the file. Neither is asked where a module brings a free-form type of
# its own, or turns the check off.
{
  config,
  lib,
  options,
}:
let
  inherit (builtins) attrNames concatMap concatStringsSep;
  inherit (lib) isOption showOption;

  unknownBelow =
    path: options: config:
    concatMap (
      name:
      if !(options ? ${name}) then
        [ (path ++ [ name ]) ]
      else if isOption options.${name} then
        [ ]
      else
        unknownBelow (path ++ [ name ]) options.${name} config.${name}
    ) (attrNames config);

  unknown = unknownBelow [ "kubernixos" ] options.kubernixos config.kubernixos;
  isUnchecked = !config._module.check && config._module.freeformType == null;
in
value:
if unknown != [ ] then
  throw "There is no option ${concatStringsSep ", " (map showOption unknown)}. Correct the name, or remove the definition: below `kubernixos' nothing is free-form."
else if isUnchecked then
  throw "`_module.check = false' hides misspelt names, also below `kubernixos', where they would delete objects. Remove it; --evaluator modules accepts options that nobody declares."
else
  value
