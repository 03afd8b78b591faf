# Definitions without an option: the error about the first of them.
{ lib, ... }:

let
  inherit (builtins)
    attrNames
    filter
    head
    length
    ;
  inherit (lib)
    addErrorContext
    attrByPath
    concatStringsSep
    init
    last
    remove
    showOption
    sortOn
    take
    ;
  inherit (lib.options) showDefs;
  inherit (lib.strings) levenshtein levenshteinAtMost;

  # In larger sets only names that differ in so many characters are compared in full.
  nearDistance = 2;
  largeSet = 100;
  maximalSuggestions = 3;

  nearestNames =
    name: candidates:
    let
      near =
        if length candidates < largeSet then
          candidates
        else
          filter (levenshteinAtMost nearDistance name) candidates;
    in
    take maximalSuggestions (sortOn (levenshtein name) near);

  suggest =
    shown:
    if shown == [ ] then
      ""
    else if length shown == 1 then
      "\n\nDid you mean ${head shown}?"
    else
      "\n\nDid you mean ${concatStringsSep ", " (init shown)} or ${last shown}?";
in
{
  # throwUnmatched :: prefix -> tree of options -> { file; prefix; value; } -> never
  throwUnmatched =
    prefix: options: definition:
    let
      loc = showOption (prefix ++ definition.prefix);
      parent = init definition.prefix;
      siblings = attrNames (attrByPath parent { } options);
      candidates = if parent == [ ] then remove "_module" siblings else siblings;
      suggestions = map (name: "`${showOption (prefix ++ parent ++ [ name ])}'") (
        nearestNames (last definition.prefix) candidates
      );
      values =
        addErrorContext
          "while evaluating the error message for definitions for `${loc}', which is an option that does not exist"
          (
            addErrorContext "while evaluating a definition from `${definition.file}'" (showDefs [ definition ])
          );
      message = "The option `${loc}' does not exist. Definition values:${values}${suggest suggestions}";

      hasOptions = attrNames options != [ "_module" ];
    in
    if hasOptions then
      throw message
    else if prefix == [ ] then
      throw ''
        ${message}

        It seems as if you're trying to declare an option by placing it into `config' rather than `options'!
      ''
    else
      throw ''
        ${message}

        However there are no options defined in `${showOption prefix}'. Are you sure you've
        declared your options properly? This can happen if you e.g. declared your options in `types.submodule'
        under `config' rather than `options'.
      '';
}
