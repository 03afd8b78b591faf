# makeWrapper and wrapProgram with the flags that are used here.
makeWrapper() {
  local program=$1 wrapper=$2 flags=''
  shift 2
  mkdir -p "$(dirname "$wrapper")"
  echo '#!/bin/sh' > "$wrapper"
  while [ $# -gt 0 ]; do
    case $1 in
      --add-flags) flags="$flags $2"; shift 2 ;;
      --set-default) printf 'export %s="${%s-%s}"\n' "$2" "$2" "$(printf %s "$3" | sed 's/["$\\]/\\&/g')" >> "$wrapper"; shift 3 ;;
      --suffix) printf 'export %s="${%s:+$%s%s}%s"\n' "$2" "$2" "$2" "$3" "$4" >> "$wrapper"; shift 4 ;;
      *) echo "makeWrapper: $1 is not known here" >&2; exit 1 ;;
    esac
  done
  echo "exec $program$flags \"\$@\"" >> "$wrapper"
  chmod +x "$wrapper"
}

wrapProgram() {
  local program=$1 hidden
  shift
  hidden=$(dirname "$program")/.$(basename "$program")-wrapped
  mv "$program" "$hidden"
  makeWrapper "$hidden" "$program" "$@"
}
