import type { CommandWords, CompletionModel, Flag, Offer } from './completion-model.ts';

/** The script for bash 4 and newer; it needs no package bash-completion. */
export function bashCompletion({ verbs, commands, flags }: CompletionModel): string {
  const members = commands.filter(({ name }) => name.includes(' '));
  const top = commands.filter((command) => !members.includes(command));
  const names = (words: readonly { readonly name: string }[]) =>
    words.map(({ name }) => name).join(' ');
  return `# Completion of kubernixos for bash: source <(kubernixos completion bash)

# Not by compgen -W, which would evaluate what the words hold.
_kubernixos_offer() {
  local word
  for word in "$@"; do
    if [[ $word == "$cur"* ]]; then COMPREPLY+=("$(printf %q "$word")"); fi
  done
}

_kubernixos_files() {
  local path
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$@" -- "$cur")
  compopt -o filenames 2>/dev/null
}

# Not by -o filenames, which would take a verb for the directory of that name.
_kubernixos_hostgroups() {
  local path
  while IFS= read -r path; do
    if [[ -d $path ]]; then
      COMPREPLY+=("$(printf %q "$path")/")
    elif [[ $path == *.nix ]]; then
      COMPREPLY+=("$(printf %q "$path")")
    fi
  done < <(compgen -f -- "$cur")
}

_kubernixos_of_kubectl() {
  local name
  while IFS= read -r name; do
    if [[ $name != NAME ]]; then _kubernixos_offer "$name"; fi
  done < <(kubectl config "$@" 2>/dev/null)
}

_kubernixos_flags() {
  case $command in
${commands.map((each) => `    ${pattern(each.name)}) _kubernixos_offer ${flagWords(each.flags)} ;;\n`).join('')}\
    *) _kubernixos_offer ${flagWords(flags)} ;;
  esac
}

_kubernixos_values() {
  case $command$1 in
${commands.map((each) => valueCases(pattern(each.name), each.flags)).join('')}${valueCases('', flags)}\
    *) return 1 ;;
  esac
}

_kubernixos_words() {
  case $command in
${commands.map(wordCase).join('')}\
    *)
      _kubernixos_offer ${names(verbs)}
      if ((COMP_CWORD == first)); then _kubernixos_offer ${names(top)}; fi
      if ((COMP_CWORD == 1)); then _kubernixos_hostgroups; fi
      ;;
  esac
}

_kubernixos() {
  local cur=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
  local command='' first=1 index option=''
  COMPREPLY=()
  if [[ \${COMP_WORDS[1]} == *.nix ]] && ((COMP_CWORD > 1)); then first=2; fi
  if ((COMP_CWORD > first)); then command=\${COMP_WORDS[first]}; fi
  case $command in ${top.map(({ name }) => name).join(' | ')}) ;; *) command='' ;; esac
  # Some names are two words.
  if ((COMP_CWORD > first + 1)); then
    case "$command \${COMP_WORDS[first + 1]}" in
      ${members.map(({ name }) => pattern(name)).join(' | ')}) command+=" \${COMP_WORDS[first + 1]}" ;;
    esac
  fi
  for ((index = first; index < COMP_CWORD; index++)); do
    if [[ \${COMP_WORDS[index]} == -* ]]; then option=\${COMP_WORDS[index]}; fi
  done
  # An equals sign is a word of its own to bash.
  if [[ $cur == '=' ]]; then
    cur=''
    _kubernixos_values "$before="
  elif [[ $before == '=' ]]; then
    _kubernixos_values "\${COMP_WORDS[COMP_CWORD - 2]}="
  elif [[ $cur != -* ]] && _kubernixos_values "$before"; then
    :
  elif [[ $cur == -* || -n $option ]]; then
    _kubernixos_flags
  else
    _kubernixos_words
  fi
  if [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == *[=/] ]]; then
    compopt -o nospace 2>/dev/null
  fi
}

complete -F _kubernixos kubernixos
`;
}

function wordCase({ name, words }: CommandWords): string {
  return `    ${pattern(name)}) ${words === null ? ':' : offerWords(words)} ;;\n`;
}

/** A name in a `case`: it may be two words. */
function pattern(name: string): string {
  return name.replaceAll(' ', String.raw`\ `);
}

function flagWords(flags: readonly Flag[]): string {
  return flags
    .flatMap(({ name, short, takes }) => [
      `--${name}`,
      ...(takes === 'optional' ? [`--${name}=`] : []),
      ...(short === null ? [] : [`-${short}`]),
    ])
    .join(' ');
}

/** An equals sign comes before every value, and may be left out of those that are not optional. */
function valueCases(command: string, flags: readonly Flag[]): string {
  return flags
    .filter(({ takes }) => takes !== 'boolean')
    .map((flag) => `    ${patterns(command, flag)}) ${offerWords(flag.values)} ;;\n`)
    .join('');
}

function patterns(command: string, { name, short, takes }: Flag): string {
  const names = [`--${name}`, ...(short === null ? [] : [`-${short}`])];
  const ways = takes === 'optional' ? ['='] : ['', '='];
  return names.flatMap((each) => ways.map((way) => `${command}${each}${way}`)).join(' | ');
}

function offerWords(offer: Offer | null): string {
  switch (offer) {
    case null:
      return ':';
    case 'hostgroups':
      return '_kubernixos_hostgroups';
    case 'files':
      return '_kubernixos_files -f';
    case 'directories':
      return '_kubernixos_files -d';
    case 'contexts':
      return '_kubernixos_of_kubectl get-contexts -o name';
    case 'clusters':
      return '_kubernixos_of_kubectl get-clusters';
    case 'users':
      return '_kubernixos_of_kubectl get-users';
    default:
      return `_kubernixos_offer ${offer.join(' ')}`;
  }
}
