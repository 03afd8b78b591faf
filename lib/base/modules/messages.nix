# The longer error messages of the module system.
{ lib, ... }:

let
  inherit (builtins)
    attrNames
    concatMap
    length
    sort
    toString
    typeOf
    ;
  inherit (lib)
    concatStringsSep
    last
    optional
    optionalString
    showOption
    ;
  inherit (lib.options) unknownModule;
  inherit (lib.strings) escapeNixIdentifier escapeNixString;

  escapeCharacter = builtins.fromJSON ''"\u001b"'';
  bold = text: "${escapeCharacter}[1m${text}${escapeCharacter}[0m";
  bad = text: "${escapeCharacter}[1;35m${text}${escapeCharacter}[0m";
  good = text: "${escapeCharacter}[1;32m${text}${escapeCharacter}[0m";

  dotted = concatStringsSep ".";
in
{
  messages = {
    # A value with the `_type` of something else in a list of modules.
    notAModule =
      {
        file,
        type,
        class,
        prefix,
      }:
      let
        intoFile = optionalString (
          file != null && file != unknownModule
        ) ", while trying to load a module into ${toString file}";
        intoOption = optionalString (
          prefix != [ ]
        ) ", while trying to load a module into ${bold (showOption prefix)}";
        hints = {
          configuration = [
            "If you mean to import this configuration, please only import the modules that make up the configuration. Give them a name of their own, so that both places can use them."
          ];
          flake = [
            "Perhaps a name is missing: instead of ${bad "inputs.someflake"}, write ${bad "inputs.someflake"}${
              good ".modules.${if class == null then "someApp" else class}.default"
            }${
              optionalString (class == "nixos" || class == "darwin")
                " or ${bad "inputs.someflake"}${good ".${class}Modules.default"}"
            }."
          ];
        };
      in
      concatStringsSep "\n\n" (
        [
          "Expected a module, but found a value of type ${bad (escapeNixString type)}${intoFile}${intoOption}.\nA module is loaded by putting it into ${bold "imports = [ ... ];"} of another module, or into the ${bold "modules = [ ... ];"} argument of a function. Each item of these lists must be a module."
        ]
        ++ hints.${type} or [ ]
      );

    wrongClass =
      class: module:
      ''
        The module `${module._file}` (class: ${escapeNixString module._class}) cannot be imported into a module evaluation that expects class ${escapeNixString class}.

        Help: import a module that was written for ${escapeNixString class}, or correct its `_class`.
      '';

    declarationIsNoSet = prefix: value: ''
      An option declaration for `${dotted prefix}' has type
      `${typeOf value}' rather than an attribute set.
      Did you mean to define this outside of `options'?
    '';

    definitionIsNoSet = prefix: definition: ''
      In module `${definition.file}', you're trying to define a value of type `${typeOf definition.config}'
      rather than an attribute set for the option
      `${dotted prefix}'!

      This usually happens if `${dotted prefix}' has option
      definitions inside that are not matched. Please check which options are below it.
    '';

    declarationHasType =
      loc: type: file:
      let
        name = escapeNixIdentifier (last loc);
        example = concatStringsSep "\n" (
          [ "When declaring an option, you must wrap the type in a `mkOption` call:" ]
          ++ optional (length loc > 1) "    # ${showOption loc}"
          ++ [
            "    ${name} = lib.mkOption {"
            "      description = ...;"
            "      type = <the type you wrote for ${name}>;"
            "    };"
          ]
        );
      in
      concatStringsSep "\n\n" (
        [
          "In module ${file}: expected an option declaration at option path `${showOption loc}` but got an attribute set with type ${type}"
        ]
        ++ optional (type == "option-type") example
      );

    # An option with a type that has no room for the options declared below it.
    optionWouldBeParent =
      loc: declaration: below:
      let
        show =
          { _file, options, ... }:
          map (
            name: " - option(s) with prefix `${showOption (loc ++ [ name ])}' in module `${_file}'"
          ) (attrNames options);
      in
      "The option `${showOption loc}' in module `${declaration._file}' would be a parent of the following options, but its type `${
        declaration.options.type.description or "<no description>"
      }' does not support nested options.\n${
        concatStringsSep "\n" (sort (a: b: a < b) (concatMap show below))
      }";
  };
}
