#!/bin/bash
# Succeeds where the cluster has this node as ready.
set -euo pipefail

# KUBECTL may be several words.
ready=$(timeout 30 $KUBECTL get node "$NODE_NAME" \
  -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')
[ "$ready" = True ]
