# textsOf :: at -> value -> [ { at; name; text; } ]
#
# The texts in what JSON can hold, with where they are and the name of the setting that they belong to.
{ lib }:
let
  inherit (builtins)
    attrNames
    concatLists
    concatMap
    isAttrs
    isList
    isString
    ;
  inherit (lib) imap0 showOption;

  below =
    name: at: value:
    if isAttrs value && value ? outPath then
      below name at value.outPath
    else if isAttrs value then
      concatMap (key: below key "${at}.${showOption [ key ]}" value.${key}) (attrNames value)
    else if isList value then
      concatLists (imap0 (index: below name "${at}[${toString index}]") value)
    else if isString value then
      [
        {
          inherit at name;
          text = value;
        }
      ]
    else
      [ ];
in
below ""
