# An evaluated option to its definitions, { file; value; } each.
option:
option.definitionsWithLocations or (builtins.genList (index: {
  file = builtins.elemAt option.files index;
  value = builtins.elemAt option.definitions index;
}) (builtins.length option.definitions))
