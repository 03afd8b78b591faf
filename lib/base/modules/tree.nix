# The tree of options: matches declarations and definitions by their paths.
{ lib, internal }:

let
  inherit (builtins)
    all
    attrNames
    concatLists
    concatMap
    filter
    head
    isAttrs
    length
    mapAttrs
    removeAttrs
    unsafeGetAttrPos
    zipAttrsWith
    ;
  inherit (lib)
    isOption
    mapAttrsToList
    mkOption
    types
    zipAttrs
    ;
  inherit (internal)
    evalOptionValue
    fixupOptionType
    mergeOptionDecls
    messages
    pushDownProperties
    ;

  # name → [ { _file; pos; options; } ]
  declarationsByName =
    prefix: declarations:
    zipAttrs (
      map (
        { _file, options, ... }:
        if isAttrs options then
          mapAttrs (name: option: {
            inherit _file;
            pos = unsafeGetAttrPos name options;
            options = option;
          }) options
        else
          throw (messages.declarationIsNoSet prefix options)
      ) declarations
    );

  checkIsSet =
    prefix: definition:
    if isAttrs definition.config then
      definition
    else
      throw (messages.definitionIsNoSet prefix definition);

  # name → [ { file; value; } ], properties as they are.
  definitionsByName =
    definitions:
    zipAttrs (
      map (
        definition:
        mapAttrs (_: value: {
          inherit (definition) file;
          inherit value;
        }) definition.config
      ) definitions
    );

  # name → [ { file; config; } ], properties moved one level down.
  pushedDownByName =
    definitions:
    zipAttrsWith (_: concatLists) (
      map (
        definition:
        mapAttrs (
          _: value:
          map (config: {
            inherit (definition) file;
            inherit config;
          }) (pushDownProperties value)
        ) definition.config
      ) definitions
    );

  # A set of options beside a submodule option of the same path becomes a part of the submodule.
  asSubmodule =
    declaration:
    if isOption declaration.options then
      declaration
    else
      declaration
      // {
        options = mkOption {
          type = types.submoduleWith {
            modules = [ { inherit (declaration) options; } ];
            shorthandOnlyDefinesConfig = null;
          };
        };
      };

  # Is this declaration an option, not a set of options?
  declaresOption =
    loc: declaration:
    declaration.options ? _type
    && (
      declaration.options._type == "option"
      || throw (messages.declarationHasType loc declaration.options._type declaration._file)
    );
in
rec {
  # mergeModules :: prefix -> [ module ] -> { matchedOptions; unmatchedDefns = [ { file; prefix; value; } ]; }
  mergeModules =
    prefix: modules:
    mergeModules' prefix modules (
      concatMap (
        module:
        map (config: {
          file = module._file;
          inherit config;
        }) (pushDownProperties module.config)
      ) modules
    );

  # mergeModules' :: prefix -> [ { _file; options; } ] -> [ { file; config; } ] -> as above
  mergeModules' =
    prefix: declarations: unchecked:
    let
      definitions = map (checkIsSet prefix) unchecked;
      raw = definitionsByName definitions;
      pushedDown = pushedDownByName definitions;

      mergeName =
        name: found:
        let
          loc = prefix ++ [ name ];
          optionDeclarations = filter (declaresOption loc) found;
          leaf = merged: {
            matchedOptions = evalOptionValue loc (fixupOptionType loc merged) (raw.${name} or [ ]);
            unmatchedDefns = [ ];
          };
        in
        if length optionDeclarations == length found then
          leaf (mergeOptionDecls loc found)
        else if optionDeclarations == [ ] then
          mergeModules' loc found (pushedDown.${name} or [ ])
        else if
          all (declaration: declaration.options.type.name or null == "submodule") optionDeclarations
        then
          leaf (mergeOptionDecls loc (map asSubmodule found))
        else
          throw (
            messages.optionWouldBeParent loc (head optionDeclarations) (
              filter (declaration: !isOption declaration.options) found
            )
          );

      results = mapAttrs mergeName (declarationsByName prefix declarations);

      unmatched =
        mapAttrs (_: result: result.unmatchedDefns) results // removeAttrs raw (attrNames results);
      addName =
        name:
        map (
          definition:
          definition
          // {
            prefix = [ name ] ++ definition.prefix or [ ];
          }
        );
    in
    {
      matchedOptions = mapAttrs (_: result: result.matchedOptions) results;
      # Without definitions there is nothing to look for, in no sub-tree.
      unmatchedDefns =
        if unchecked == [ ] then [ ] else concatLists (mapAttrsToList addName unmatched);
    };
}
