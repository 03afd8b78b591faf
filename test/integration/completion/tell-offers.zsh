# In the zsh that is typed into: TAB prints every offer on a line of its own.

PROMPT='' RPROMPT=''
unsetopt zle_bracketed_paste prompt_cr prompt_sp 2>/dev/null
autoload -Uz compinit
compinit -u -D
source $1

compadd() {
  # These only look, and add nothing.
  if [[ " ${@[1,(i)--]} " == *' '-[a-zA-Z0-9]#[OAD][a-zA-Z0-9]#' '* ]]; then
    builtin compadd "$@"
    return
  fi
  local -a offers
  builtin compadd -O offers "$@"
  (( $#offers )) && print -rl -- offer:$^offers
  builtin compadd "$@"
}

tell-offers() {
  print -r -- '<offers>'
  _main_complete
  print -r -- '<end of offers>'
}

setopt extended_glob
zle -C tell-offers complete-word tell-offers
bindkey '^I' tell-offers
print '<''ready>'
