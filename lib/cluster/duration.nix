# Durations as Go writes them: `1h30m`, `1.5h`, `500ms`.
let
  inherit (builtins)
    filter
    foldl'
    fromJSON
    head
    isList
    split
    tail
    ;

  seconds = {
    ms = 0.001;
    s = 1;
    m = 60;
    h = 3600;
  };

  partOf = part: fromJSON (head part) * seconds.${head (tail part)};
in
{
  # In seconds, of a text that is one.
  secondsOf =
    duration:
    foldl' (sum: part: sum + partOf part) 0 (
      filter isList (split "([0-9]+[.]?[0-9]*)(ms|s|m|h)" duration)
    );
}
