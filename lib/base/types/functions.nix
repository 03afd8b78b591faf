# Functions.
{ lib, internal }:

let
  inherit (builtins) all zipAttrsWith;
  inherit (lib)
    functionArgs
    id
    isFunction
    mkOptionType
    types
    ;
  inherit (lib.modules) mergeDefinitions;
  inherit (internal) elemTypeFunctor phrase;

  body = "<function body>";
in
{
  # Several definitions: all are called, and what they return is merged.
  functionTo =
    elemType:
    mkOptionType {
      name = "functionTo";
      description = "function that evaluates to a(n) ${
        phrase [
          "noun"
          "composite"
        ] elemType
      }";
      descriptionClass = "composite";
      check = isFunction;
      merge = loc: definitions: {
        # An argument has a default if it has one in all of them.
        __functionArgs = zipAttrsWith (_: all id) (
          map (definition: functionArgs definition.value) definitions
        );
        __functor =
          _: argument:
          (mergeDefinitions (loc ++ [ body ]) elemType (
            map (definition: {
              inherit (definition) file;
              value = definition.value argument;
            }) definitions
          )).mergedValue;
      };
      getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ body ]);
      inherit (elemType) getSubModules;
      substSubModules = modules: types.functionTo (elemType.substSubModules modules);
      functor = elemTypeFunctor "functionTo" { inherit elemType; } // {
        type = payload: types.functionTo payload.elemType;
      };
      nestedTypes = { inherit elemType; };
    };
}
