# Declarations: from all `mkOption`s of one option to a single one.
{ lib, internal }:

let
  inherit (builtins) intersectAttrs;
  inherit (lib)
    foldl'
    showFiles
    showOption
    types
    ;
  inherit (internal) setDefaultModuleLocation;

  # Only one declaration may have these.
  exclusive = {
    apply = null;
    default = null;
    description = null;
    example = null;
  };

  # Adds one declaration `{ _file; pos; options; }` to the merged ones.
  add =
    loc: merged: declaration:
    let
      option = declaration.options;
      alreadyDeclared = throw "The option `${showOption loc}' in `${declaration._file}' is already declared in ${showFiles merged.declarations}.";

      mergedType = merged.type.typeMerge option.type.functor;
      type =
        if !(option ? type && merged ? type) then
          { }
        else if mergedType == null then
          alreadyDeclared
        else
          { type = mergedType; };

      submodules = option.type.getSubModules or null;
      position =
        if declaration.pos or null != null then
          declaration.pos
        else
          {
            file = declaration._file;
            line = null;
            column = null;
          };
    in
    if intersectAttrs exclusive (intersectAttrs option merged) != { } then
      alreadyDeclared
    else
      option
      // merged
      // {
        declarations = merged.declarations ++ [ declaration._file ];
        declarationPositions = merged.declarationPositions ++ [ position ];
        options =
          if submodules == null then
            merged.options
          else
            map (setDefaultModuleLocation declaration._file) submodules ++ merged.options;
      }
      // type;
in
{
  # mergeOptionDecls :: loc -> [ { _file; pos; options = option; } ] -> option
  # `options` of the result are the modules of a submodule type, all declarations' together.
  mergeOptionDecls =
    loc:
    foldl' (add loc) {
      inherit loc;
      declarations = [ ];
      declarationPositions = [ ];
      options = [ ];
    };

  # Gives a submodule type the modules of all its declarations, and options without a type one.
  fixupOptionType =
    _loc: option:
    if option.type.getSubModules or null == null then
      option // { type = option.type or types.unspecified; }
    else
      option
      // {
        type = option.type.substSubModules option.options;
        options = [ ];
      };
}
