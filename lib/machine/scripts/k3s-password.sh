#!/bin/bash
# Gives k3s the password that the cluster knows this node by.
set -euo pipefail
umask 077

directory=${K3S_PASSWORD_DIRECTORY:-/etc/rancher/node}

mkdir -p "$directory"
printf '%s\n' "${K3S_NODE_PASSWORD:?is not among the secrets of k3s}" >"$directory/password"
