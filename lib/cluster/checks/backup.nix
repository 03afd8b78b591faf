# Where backups go, who opens them, and who vouches for them.
{ lib }:
let
  inherit (builtins)
    any
    attrNames
    filter
    length
    match
    toJSON
    ;
  inherit (lib) concatMap concatStringsSep optional;

  option = "kubernixos.cluster.backup";
  endpoint = import ../backup/ssh-endpoint.nix;

  stores =
    { store, ... }:
    let
      chosen = filter (name: store.${name} != null) (attrNames store);
    in
    optional (chosen == [ ])
      "${option}.store says not where backups are kept. Write `${option}.store.directory = \"/srv/backups/shop\";`, or git or restic."
    ++
      optional (length chosen > 1)
        "${option}.store has several places, ${concatStringsSep " and " chosen}. Keep one of them.";

  isOpenPgp = import ../backup/is-openpgp.nix;

  recipients =
    { identityFile, identityVariable, recipients, ... }:
    let
      forGpg = filter isOpenPgp recipients;
    in
    optional (forGpg != [ ] && length forGpg < length recipients)
      "${option}.recipients has keys of age and of OpenPGP, and a backup is encrypted by one of them. Keep one kind."
    ++
      optional (forGpg != [ ] && (identityFile != null || identityVariable != null))
        "${option}.recipients are keys of OpenPGP, which gpg opens: an identity of age is of no use. Remove identityFile and identityVariable.";

  twice =
    set: name: at:
    optional (set."${name}File" != null && set."${name}Variable" != null)
      "${at} has both ${name}File and ${name}Variable. Keep one of them.";

  git =
    { store, ... }:
    optional (store.git != null && match ".*://[^/@]*:[^/@]*@.*" store.git.uri != null)
      "${option}.store.git.uri holds a password, which git shows on command lines. Remove it; use a key of ssh, or a credential helper of git.";

  hostKey =
    { store, ... }:
    optional (store.git != null && store.git.hostKey != null && endpoint store.git.uri == null)
      "${option}.store.git.hostKey is for servers by SSH, and ${option}.store.git.uri is none of them. Remove it, or write a URI such as git@example.com:ops/backups.git.";

  restic =
    { store, ... }:
    let
      inherit (store) restic;
    in
    if restic == null then
      [ ]
    else
      twice restic "password" "${option}.store.restic"
      ++
        optional (restic.passwordFile == null && restic.passwordVariable == null)
          "${option}.store.restic has no password. Write `${option}.store.restic.passwordFile = \"/run/secrets/restic\";`, or passwordVariable."
      ++
        optional (match ".*://[^/@]*:[^/@]*@.*" restic.repository != null)
          "${option}.store.restic.repository holds a password, which restic shows on command lines. Remove it; name the variables of restic in `${option}.store.restic.variables`."
      ++
        optional (any (name: match "RESTIC_.*|PATH|HOME|LD_.*" name != null) restic.variables)
          "${option}.store.restic.variables has ${toJSON (filter (name: match "RESTIC_.*|PATH|HOME|LD_.*" name != null) restic.variables)}, which are set for restic in any case. Remove them: it is for credentials of the repository's server.";

  # An archive of k0s holds no state that is kept elsewhere.
  external =
    { storage, ... }:
    let
      type = storage.type or "etcd";
      source = lib.attrByPath [ "kine" "dataSource" ] "sqlite" storage;
    in
    optional
      (type == "etcd" && (lib.attrByPath [ "etcd" "externalCluster" ] null storage) != null)
      "${option} is set, and the state of the cluster is in an etcd of its own (spec.storage.etcd.externalCluster), which k0s does not back up. Remove ${option}, and back up that etcd."
    ++
      optional (type == "kine" && builtins.isString source && !lib.hasPrefix "sqlite" source)
        "${option} is set, and the state of the cluster is in a database of its own (spec.storage.kine.dataSource), which k0s does not back up. Remove ${option}, and back up that database.";
in
{ cluster, network, ... }:
let
  inherit (cluster) backup;
in
if backup == null then
  [ ]
else
  concatMap (check: check backup) [
    stores
    recipients
    git
    hostKey
    restic
  ]
  ++ twice backup "signingKey" option
  ++ twice backup "identity" option
  ++ external network
