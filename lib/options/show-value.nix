# Values of options as a reader sees them: { prose; text; }, where `text` is a
# Nix expression unless it is prose.
{ lib }:
let
  inherit (builtins)
    attrNames
    concatStringsSep
    isAttrs
    isList
    stringLength
    ;
  inherit (lib) isDerivation isFunction;
  inherit (lib.generators) toPretty;
  inherit (lib.strings) escapeNixIdentifier;

  # Longer values are spread over lines.
  widest = 60;

  write =
    margin: value:
    let
      print =
        multiline:
        toPretty {
          inherit multiline;
          allowPrettyValues = true;
          indent = margin;
        } value;
      line = print false;
      inner = write "${margin}  ";
      spread =
        open: close: parts:
        "${open}\n${concatStringsSep "" (map (part: "${margin}  ${part}\n") parts)}${margin}${close}";
      hasParts = isList value || isAttrs value && !isDerivation value && !isFunction value;
    in
    if stringLength line <= widest then
      line
    else if !hasParts || value ? __pretty then
      print true
    else if isList value then
      spread "[" "]" (map inner value)
    else
      spread "{" "}" (map (name: "${escapeNixIdentifier name} = ${inner value.${name}};") (attrNames value));

  # `literalMD "text"` is prose, `literalExpression "text"` is Nix as it stands.
  isWritten = value: isAttrs value && value ? _type && value ? text;
in
value:
if isWritten value then
  {
    prose = value._type == "literalMD" || value._type == "mdDoc" || value._type == "literalDocBook";
    inherit (value) text;
  }
else
  {
    prose = false;
    text = write "" value;
  }
