#!/bin/bash
# Sets a record of Namecheap to the address of a network interface, as
# https://www.namecheap.com/support/knowledgebase/article.aspx/29/11/ has it. curl reads the password
# from its standard input, since every user can see its arguments.
set -euo pipefail

interface=${NAMECHEAP_DDNS_INTERFACE:-$INTERFACE}
update_url=${DDNS_URL:-https://dynamicdns.park-your-domain.com/update}

# Every byte that is not plain, as % and two digits.
encode() {
  local LC_ALL=C text=$1 index byte
  for ((index = 0; index < ${#text}; index++)); do
    byte=${text:index:1}
    case $byte in
      [a-zA-Z0-9._~-]) printf '%s' "$byte" ;;
      *) printf '%%%02X' "$(($(printf '%d' "'$byte") & 255))" ;;
    esac
  done
}

address_of() {
  local found
  found=$(ip -4 -oneline address show dev "$1" scope global)
  [[ $found =~ inet\ ([0-9.]+)/ ]] || return 1
  printf '%s' "${BASH_REMATCH[1]}"
}

servers() {
  timeout 30 $KUBECTL get nodes --selector node-role.kubernetes.io/control-plane \
    -o 'jsonpath={range .items[*]}{.metadata.name}{"\n"}{end}'
}

# Of all ready servers the first one by its name, so that they do not take the record from each other.
first_ready() {
  local name
  for name in $(LC_ALL=C sort <<<"$1"); do
    if NODE_NAME=$name kubernixos-node-ready; then
      printf '%s' "$name"
      return
    fi
  done
}

if [ "${ONLY_FIRST_READY:-no}" = yes ]; then
  if ! names=$(servers); then
    echo 'the cluster does not answer' >&2
    exit 1
  fi
  if [ "$(first_ready "$names")" != "$NODE_NAME" ]; then
    echo "another server keeps $RECORD.$DOMAIN, or none is ready"
    exit 0
  fi
fi

if ! address=$(address_of "$interface"); then
  echo "$interface has no IPv4 address" >&2
  exit 1
fi

query="host=$(encode "$RECORD")&domain=$(encode "$DOMAIN")&ip=$(encode "$address")"
password=$(encode "${NAMECHEAP_DDNS_PASS:?is not among the secrets of the record}")
reply=$(printf 'url = "%s?%s&password=%s"\n' "$update_url" "$query" "$password" |
  curl --config - --silent --show-error --fail --max-time 60)

case $reply in
  *'<ErrCount>0</ErrCount>'*) echo "$RECORD.$DOMAIN is $address" ;;
  *)
    echo "Namecheap did not set $RECORD.$DOMAIN" >&2
    exit 1
    ;;
esac
