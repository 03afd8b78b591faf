#!/bin/bash
# Sends the journal over TLS, line by line, from where the last time ended: the cursor moves on only
# when a batch has left.
set -euo pipefail

: "${LOGEXPORT_HOST:?is not among the secrets of the log export}"
: "${LOGEXPORT_PORT:?is not among the secrets of the log export}"
cursor=$STATE_DIRECTORY/cursor
next=$STATE_DIRECTORY/cursor.next
batch=$STATE_DIRECTORY/batch
host=$LOGEXPORT_HOST
[[ $host != *:* || $host == '['* ]] || host=[$host]

read_batch() {
  if [ -e "$cursor" ]; then cp "$cursor" "$next"; else rm -f "$next"; fi
  journalctl --quiet --no-pager --cursor-file="$next" >"$batch"
}

# A receiver that accepts, and says nothing, would hold socat for ever; any link has ten kilobytes in a
# second.
send_batch() {
  local seconds
  seconds=$((${SEND_SECONDS:-60} + $(stat --format=%s "$batch") / 10000))
  [ ! -s "$batch" ] ||
    timeout --kill-after=10 "$seconds" \
      socat -u "FILE:$batch" "OPENSSL:$host:$LOGEXPORT_PORT,$TLS_OPTIONS,connect-timeout=30"
}

while true; do
  read_batch
  send_batch
  # Without entries journalctl may leave no cursor.
  [ ! -e "$next" ] || mv "$next" "$cursor"
  [ "${ONCE:-no}" = no ] || exit 0
  sleep 5
done
