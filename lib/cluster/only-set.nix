# A set without what says nothing: null, and empty lists and sets.
{ lib }:
lib.filterAttrs (_: value: value != null && value != [ ] && value != { })
