#!/bin/bash
# Calls the URL of the heartbeat. curl reads it from its standard input, since every user can see its
# arguments, and takes it as it is: it shows a URL whose brackets it does not understand.
set -euo pipefail

if [ "${CHECK_CLUSTER:-no}" = yes ] && ! kubernixos-node-ready; then
  echo 'the cluster does not have this node as ready: no heartbeat' >&2
  exit 1
fi

quoted=${HEARTBEAT_URL:?is not among the secrets of the heartbeat}
if [[ $quoted == *[$'\n\r']* ]]; then
  echo 'HEARTBEAT_URL has more than one line' >&2
  exit 1
fi
quoted=${quoted//\\/\\\\}
quoted=${quoted//\"/\\\"}
printf 'url = "%s"\n' "$quoted" |
  curl --globoff --config - --silent --show-error --fail --head --location --max-time 60 \
    --output /dev/null
