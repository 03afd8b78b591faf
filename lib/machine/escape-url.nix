# Text as it stands in a URL: every byte that is not plain becomes `%` and two digits.
#
# nixpkgs' escapeURL leaves what is not ASCII, which no data URL may hold.
let
  inherit (builtins)
    concatLists
    elemAt
    fromJSON
    genList
    match
    replaceStrings
    substring
    ;

  digits = "0123456789ABCDEF";
  digit = number: substring number 1 digits;
  hex = byte: "${digit (byte / 16)}${digit (byte - byte / 16 * 16)}";

  # Characters by their code points, of up to four digits, where JSON can write them.
  character = code: fromJSON "\"\\u${hex (code / 256)}${hex (code - code / 256 * 256)}\"";

  range = from: to: genList (index: from + index) (to - from + 1);
  byte = at: text: substring at 1 text;

  # Every byte of UTF-8: a null is in no Nix string.
  ascii = map (code: {
    inherit code;
    text = character code;
  }) (range 1 127);
  following = map (code: {
    inherit code;
    text = byte 1 (character code);
  }) (range 128 191);
  leadsOfTwo = map (code: {
    inherit code;
    text = byte 0 (character ((code - 192) * 64));
  }) (range 194 223);
  leadsOfThree = map (code: {
    inherit code;
    text = byte 0 (character (if code == 224 then 2048 else if code == 237 then 53248 else (code - 224) * 4096));
  }) (range 224 239);
  leadsOfFour = map (index: {
    code = 240 + index;
    text = byte 0 (fromJSON "\"${elemAt surrogates index}\"");
  }) (range 0 4);
  surrogates = [
    "\\ud800\\udc00"
    "\\ud8c0\\udc00"
    "\\ud9c0\\udc00"
    "\\udac0\\udc00"
    "\\udbc0\\udc00"
  ];

  isPlain = { text, ... }: match "[A-Za-z0-9._~-]" text != null;
  escaped = builtins.filter (entry: !isPlain entry) (concatLists [
    ascii
    following
    leadsOfTwo
    leadsOfThree
    leadsOfFour
  ]);
in
replaceStrings (map ({ text, ... }: text) escaped) (map ({ code, ... }: "%${hex code}") escaped)
