# Texts that need other texts before them.
{ lib }:

let
  inherit (builtins) isString;
  inherit (lib) concatMapStringsSep foldl';

  # Adds one entry and what it needs: { done = { name = true; }; texts; }
  add =
    predefined: state: entry:
    if isString entry then
      if state.done ? ${entry} then
        state
      else
        add predefined (state // { done = state.done // { ${entry} = true; }; }) predefined.${entry}
    else
      let
        before = foldl' (add predefined) state entry.deps;
      in
      before // { texts = before.texts ++ [ entry.text ]; };
in
rec {
  # textClosureList :: { name = { text; deps; }; } -> [ name | { text; deps; } ] -> [ text ]
  textClosureList =
    predefined: entries:
    (foldl' (add predefined) {
      done = { };
      texts = [ ];
    } entries).texts;

  textClosureMap =
    f: predefined: names:
    concatMapStringsSep "\n" f (textClosureList predefined names);

  noDepEntry = text: {
    inherit text;
    deps = [ ];
  };

  fullDepEntry = text: deps: { inherit text deps; };

  packEntry = deps: {
    inherit deps;
    text = "";
  };

  stringAfter = deps: text: { inherit text deps; };
}
