# Command lines made of attribute sets.
{ lib }:

let
  inherit (builtins)
    concatLists
    concatMap
    isBool
    isList
    stringLength
    ;
  inherit (lib)
    escapeShellArgs
    mapAttrsToList
    optional
    warn
    ;
  inherit (lib.generators) mkValueStringDefault;

  showValue = mkValueStringDefault { };

  deprecated =
    name: instead: warn "lib.cli.${name} is deprecated, please use ${instead} instead.";

  gnuCommandLine =
    {
      mkOptionName ? name: if stringLength name == 1 then "-${name}" else "--${name}",
      mkBool ? name: value: optional value (mkOptionName name),
      mkList ? name: concatMap (mkOption name),
      mkOption ?
        name: value:
        if value == null then
          [ ]
        else if optionValueSeparator == null then
          [
            (mkOptionName name)
            (showValue value)
          ]
        else
          [ "${mkOptionName name}${optionValueSeparator}${showValue value}" ],
      optionValueSeparator ? null,
    }:
    let
      render =
        name: value:
        if isBool value then
          mkBool name value
        else if isList value then
          mkList name value
        else
          mkOption name value;
    in
    options: concatLists (mapAttrsToList render options);

  # The arguments of one option with one value.
  renderOption =
    {
      option,
      sep,
      explicitBool,
      formatArg ? showValue,
    }:
    value:
    if value == null || (value == false && !explicitBool) then
      [ ]
    else if value == true && !explicitBool then
      [ option ]
    else if sep == null then
      [
        option
        (formatArg value)
      ]
    else
      [ "${option}${sep}${formatArg value}" ];
in
rec {
  # toCommandLine :: (name -> { option; sep; explicitBool; formatArg?; }) -> set -> [ string ]
  # `sep` is between option and value; null makes two arguments. Lists repeat the option.
  toCommandLine =
    format: options:
    let
      render =
        name: value:
        let
          renderValue = renderOption (format name);
        in
        if name == "" then
          throw "lib.cli.toCommandLine only accepts non-empty option names."
        else if isList value then
          concatMap renderValue value
        else
          renderValue value;
    in
    concatLists (mapAttrsToList render options);

  toCommandLineShell = format: options: escapeShellArgs (toCommandLine format options);

  # toCommandLineGNU { } { verbose = true; n = 1; name = "x"; } = [ "-n1" "--name=x" "--verbose" ]
  toCommandLineGNU =
    {
      isLong ? name: stringLength name > 1,
      explicitBool ? false,
      formatArg ? showValue,
    }:
    toCommandLine (
      name:
      {
        inherit explicitBool formatArg;
      }
      // (
        if isLong name then
          {
            option = "--${name}";
            sep = "=";
          }
        else
          {
            option = "-${name}";
            sep = "";
          }
      )
    );

  toCommandLineShellGNU = settings: options: escapeShellArgs (toCommandLineGNU settings options);

  toGNUCommandLine =
    deprecated "toGNUCommandLine" "lib.cli.toCommandLine or lib.cli.toCommandLineShellGNU"
      gnuCommandLine;

  toGNUCommandLineShell =
    deprecated "toGNUCommandLineShell" "lib.cli.toCommandLineShell or lib.cli.toCommandLineShellGNU"
      (settings: options: escapeShellArgs (gnuCommandLine settings options));
}
