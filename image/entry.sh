#!/bin/sh
# What a container of the image starts with: kubernixos with the given words, or the verb that
# K0SCTL_CMD_NAME names, as with concourse-k0sctl. What cannot be undone needs the name of the cluster
# in K0SCTL_CLUSTER, which nobody can type here.
set -eu

if [ "$#" -gt 0 ]; then
  exec kubernixos "$@"
fi

verb=${K0SCTL_CMD_NAME:-version}
case $verb in
  version)
    exec kubernixos --version
    ;;
  ping | init | install | status | backup | drill)
    exec kubernixos cluster "$verb"
    ;;
  restore | uninstall)
    if [ -z "${K0SCTL_CLUSTER:-}" ]; then
      echo "error: K0SCTL_CMD_NAME is $verb, and nobody has agreed to it" >&2
      echo 'Set K0SCTL_CLUSTER to the name of the cluster.' >&2
      exit 1
    fi
    exec kubernixos cluster "$verb" --yes --cluster="$K0SCTL_CLUSTER"
    ;;
  *)
    echo "error: K0SCTL_CMD_NAME is $verb, which is no verb" >&2
    echo 'Set it to ping, init, install, status, backup, restore, drill, uninstall or version.' >&2
    exit 1
    ;;
esac
