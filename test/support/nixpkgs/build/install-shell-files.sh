# installShellCompletion and installManPage with the forms that are used here.
installShellCompletion() {
  [ "$1" = --cmd ] || exit 1
  local name=$2 file
  shift 2
  while [ $# -gt 0 ]; do
    case $1 in
      --bash) file=bash-completion/completions/$name.bash ;;
      --fish) file=fish/vendor_completions.d/$name.fish ;;
      --zsh) file=zsh/site-functions/_$name ;;
      *) echo "installShellCompletion: $1 is not known here" >&2; exit 1 ;;
    esac
    mkdir -p "$(dirname "$out/share/$file")"
    cat "$2" > "$out/share/$file"
    # As nixpkgs has it: an empty script is one that could not be made.
    [ -s "$out/share/$file" ] || exit 1
    shift 2
  done
}

installManPage() {
  mkdir -p "$out/share/man/man1"
  cp "$1" "$out/share/man/man1"
}
