# What the package is built from: nothing that changes without changing it.
let
  inherit (builtins) elem path stringLength substring;

  root = ../.;
  wanted = [
    "LICENSE"
    "README.md"
    "lib"
    "man"
    "package-lock.json"
    "package.json"
    "rolldown.config.js"
    "src"
    "tsconfig.json"
  ];

  prefix = stringLength (toString root) + 1;
  isAtTop = file: dirOf file == toString root;
  nameOf = file: substring prefix (stringLength file) file;
in
path {
  name = "kubernixos-source";
  path = root;
  filter = file: _: !isAtTop file || elem (nameOf file) wanted;
}
