# package-lock.json as importNpmLock wants it: with the address of every package. npm leaves those
# of its own registry out where `omit-lockfile-registry-resolved` is set, so that a lock file holds
# for mirrors as well; what a package must contain is in `integrity`.
let
  inherit (builtins)
    elemAt
    fromJSON
    mapAttrs
    match
    readFile
    ;

  lock = fromJSON (readFile ../package-lock.json);

  # node_modules/a/node_modules/@scope/b → @scope/b
  nameAt = place: elemAt (match "(.*/)?node_modules/(.+)" place) 1;

  # @scope/b → b
  fileName = name: elemAt (match "(@.*/)?(.+)" name) 1;

  addressOf =
    name: version: "https://registry.npmjs.org/${name}/-/${fileName name}-${version}.tgz";

  complete =
    place: entry:
    if place == "" || entry ? resolved then
      entry
    else
      entry // { resolved = addressOf (entry.name or (nameAt place)) entry.version; };
in
lock // { packages = mapAttrs complete lock.packages; }
