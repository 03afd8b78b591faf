# A group of secrets that is one value, in a file of its own.
units: group: key: description: {
  inherit group units;
  file = group;
  format = "value";
  prefixes = [ ];
  keys = [
    {
      name = key;
      required = true;
      inherit description;
    }
  ];
}
