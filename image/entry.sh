#!/bin/sh
# What a container of the image starts with: kubernixos with the given words, or the verb that
# K0SCTL_CMD_NAME names, as with concourse-k0sctl.
set -eu

if [ "$#" -gt 0 ]; then
  exec kubernixos "$@"
fi

verb=${K0SCTL_CMD_NAME:-version}
case $verb in
  version)
    exec kubernixos --version
    ;;
  ping | init | install | status | backup | restore | drill | uninstall)
    exec kubernixos cluster "$verb"
    ;;
  *)
    echo "error: K0SCTL_CMD_NAME is $verb, which is no verb" >&2
    echo 'Set it to ping, init, install, status, backup, restore, drill, uninstall or version.' >&2
    exit 1
    ;;
esac
