# Every example is a release, with the package and the library that it carries.
{ kubernixos, runCommandLocal }:
runCommandLocal "kubernixos-examples" { nativeBuildInputs = [ kubernixos ]; } ''
  # Evaluation alone, without a store.
  export HOME=$TMPDIR NIX_REMOTE=dummy://
  for hostgroup in ${../../test/examples}/{*/hostgroup.nix,clusters/*.nix}; do
    echo "$hostgroup"
    kubernixos "$hostgroup"
  done
  touch $out
''
