# Imports: from the first modules to the flat list of all, without duplicates and disabled ones.
{ lib, internal }:

let
  inherit (builtins)
    concatMap
    elem
    filter
    genericClosure
    isAttrs
    isString
    typeOf
    ;
  inherit (lib) hasPrefix imap1;
  inherit (lib.options) unknownModule;
  inherit (lib.strings) isConvertibleWithToString;
  inherit (internal) checkClass loadModule;

  # A tree of { key; module; imports = [ tree ]; }.
  # Modules that are no files get a key of their own from their place in the list,
  # so that none of them is taken for another one.
  loadTree =
    class: args: parent:
    imap1 (
      index: value:
      let
        module = checkClass class (
          loadModule class args parent.file "${parent.key}:anon-${toString index}" value
        );
      in
      {
        inherit (module) key;
        inherit module;
        imports = loadTree class args {
          inherit (module) key;
          file = module._file;
        } module.imports;
      }
    );

  # The keys that all `disabledModules` name, also those of modules that are disabled themselves.
  disabledKeys =
    modulesPath:
    concatMap (
      node:
      map (disabledKey modulesPath node.module._file) node.module.disabledModules
      ++ disabledKeys modulesPath node.imports
    );

  disabledKey =
    modulesPath: file: item:
    if isString item then
      if hasPrefix "/" item then item else "${toString modulesPath}/${item}"
    else if isConvertibleWithToString item then
      let
        text = toString item;
      in
      if item.key or text == text then
        text
      else
        throw "Module `${file}` contains a disabledModules item that is an attribute set that can be converted to a string (${text}) but also has a `.key` attribute (${item.key}) with a different value. This makes it ambiguous which module should be disabled."
    else if item ? key then
      item.key
    else if isAttrs item then
      throw "Module `${file}` contains a disabledModules item that is an attribute set, presumably a module, that does not have a `key` attribute. This means that the module system doesn't have any means to identify the module that should be disabled. Make sure that you've put the correct value in disabledModules: a string path relative to modulesPath, a path value, or an attribute set with a `key` attribute."
    else
      throw "Each disabledModules item must be a path, string, or a attribute set with a key attribute, or a value supported by toString. However, one of the disabledModules items in `${toString file}` is none of that, but is of type ${typeOf item}.";

  toGraph =
    disabled: node: {
      inherit (node) key;
      file = node.module._file;
      disabled = elem node.key disabled;
      imports = map (toGraph disabled) node.imports;
    };
in
{
  # collectModules :: class | null -> modulesPath -> [ path | function | set ] -> args
  #   -> { modules = [ module ]; graph = [ { key; file; disabled; imports; } ]; }
  collectModules =
    class: modulesPath: modules: args:
    let
      tree = loadTree class args {
        file = unknownModule;
        key = "";
      } modules;
      disabled = disabledKeys modulesPath tree;
      enabled = filter (node: !elem node.key disabled);
    in
    {
      modules = map (node: node.module) (genericClosure {
        startSet = enabled tree;
        operator = node: enabled node.imports;
      });
      graph = map (toGraph disabled) (
        filter (node: node.key != internal.internalModuleKey) tree
      );
    };
}
