# Paths and packages.
{ lib, ... }:

let
  inherit (builtins)
    hasContext
    isPath
    isString
    substring
    unsafeDiscardStringContext
    ;
  inherit (lib)
    defaultFunctor
    isDerivation
    isStorePath
    mergeEqualOption
    mergeOneOption
    mkOptionType
    throwIf
    toDerivation
    types
    ;
  inherit (lib.path) hasStorePathPrefix;
  inherit (lib.strings) isStringLike;

  isInStore =
    value: hasStorePathPrefix (if isPath value then value else /. + unsafeDiscardStringContext value);
in
rec {
  path = pathWith { absolute = true; };

  pathInStore = pathWith { inStore = true; };

  externalPath = pathWith {
    absolute = true;
    inStore = false;
  };

  # pathWith :: { inStore? = bool | null; absolute? = bool | null; } -> type : null allows both.
  pathWith =
    {
      inStore ? null,
      absolute ? null,
    }:
    let
      describe =
        wanted: yes: no:
        if wanted == null then
          ""
        else if wanted then
          yes
        else
          no;
    in
    throwIf (inStore == true && absolute == false) "In pathWith, inStore means the path must be absolute" (mkOptionType {
      name = "path";
      description = "${describe absolute "absolute " "relative "}path${describe inStore " in the Nix store" " not in the Nix store"}";
      descriptionClass = "noun";
      check =
        value:
        # Nix paths would be copied to the store later.
        (if inStore == false then isString value else isStringLike value)
        && (inStore == null || inStore == isInStore value)
        && (absolute == null || absolute == (substring 0 1 (toString value) == "/"));
      merge = mergeEqualOption;
      functor = defaultFunctor "path" // {
        type = pathWith;
        payload = { inherit inStore absolute; };
        binOp = left: right: if left == right then left else null;
      };
    });

  package = mkOptionType {
    name = "package";
    descriptionClass = "noun";
    check = value: isDerivation value || isStorePath value;
    merge =
      loc: definitions:
      let
        value = mergeOneOption loc definitions;
      in
      if isPath value || (isString value && !hasContext value) then toDerivation value else value;
  };

  shellPackage = package // {
    check = value: isDerivation value && value ? shellPath;
  };

  # A whole package set.
  pkgs =
    types.addCheck
      (
        types.unique { message = "A Nixpkgs pkgs set can not be merged with another pkgs set."; } types.attrs
        // {
          name = "pkgs";
          description = "Nixpkgs package set";
          descriptionClass = "noun";
        }
      )
      (value: value._type or null == "pkgs");
}
