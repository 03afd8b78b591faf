# What a manifest can hold at its leaves: what JSON can.
let
  inherit (builtins) isFloat isFunction isPath;
  inherit (import ../places.nix) showFiles showPlace;

  isDerivation =
    value:
    value ? type && value.type == "derivation" && value ? drvPath && value ? outPath;

  refuse =
    location: file: what: hint:
    throw "${showPlace location}${showFiles [ file ]} is ${what}; a manifest holds only what JSON can. ${hint}";
in
{
  inherit isDerivation;

  refuseDerivation =
    location: file: value:
    refuse location file "a derivation (${value.name or "unnamed"})"
      "Write `builtins.readFile` of a file in it for the file's text, or \"\${…}\" around it for its store path.";

  # Returns the value, or throws where JSON has no such value.
  checkLeaf =
    location: file: value:
    if isFloat value then
      # Infinity and NaN are the values whose difference to themselves is not 0.
      if value - value == 0 then
        value
      else
        refuse location file "infinite or not a number" "Write a finite number."
    else if isPath value then
      refuse location file "a Nix path (${toString value})"
        "Write `builtins.readFile ${toString value}` for the file's text, or `toString` before it for its name."
    else if isFunction value then
      refuse location file "a function" "Call it with its arguments."
    else
      value;
}
