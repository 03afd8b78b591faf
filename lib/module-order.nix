# Definitions of an option, those of the first module first.
#
# The module system hands them over from the last module to the first; people
# expect what they wrote first to be first, such as the first of the containers.
# What `lib.mkOrder` said of a whole definition still counts.
definitions:
let
  inherit (builtins)
    any
    elemAt
    genList
    length
    sort
    ;

  count = length definitions;
  reversed = genList (index: elemAt definitions (count - 1 - index)) count;
  orderOf = definition: definition.priority or 1000;
in
if any (definition: definition ? priority) definitions then
  sort (a: b: orderOf a < orderOf b) reversed
else
  reversed
