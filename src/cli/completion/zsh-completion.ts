import type { CommandWords, CompletionModel, Flag, Offer, Word } from './completion-model.ts';

/** The script for zsh, a function of its completion system; it can be sourced too. */
export function zshCompletion({ verbs, commands, flags }: CompletionModel): string {
  const members = commands.filter(({ name }) => name.includes(' '));
  const top = commands.filter((command) => !members.includes(command));
  return `#compdef kubernixos
# Completion of kubernixos for zsh: source <(kubernixos completion zsh)

_kubernixos_hostgroups() {
  _files -g '*.nix(-.)'
}

_kubernixos_of_kubectl() {
  local -a names
  names=(\${(f)"$(kubectl config "$@" 2>/dev/null)"})
  compadd -- \${names:#NAME}
}

_kubernixos_verbs() {
  local -a verbs commands
  verbs=(${described(verbs)})
  commands=(${described(top)})
  _describe -t verbs verb verbs
  ((CURRENT == $1)) && _describe -t commands command commands
  ((CURRENT == 2)) && _kubernixos_hostgroups
}

_kubernixos() {
  local command='' first=2
  local -a flags
  [[ \${words[2]} == *.nix ]] && ((CURRENT > 2)) && first=3
  ((CURRENT > first)) && command=\${words[first]}
  # Some names are two words.
  if ((CURRENT > first + 1)); then
    case "$command \${words[first + 1]}" in
      (${members.map(({ name }) => pattern(name)).join('|')}) command+=" \${words[first + 1]}" ;;
    esac
  fi
  case $command in
${commands.map(({ name, flags }) => flagCase(pattern(name), flags)).join('')}\
${flagCase('*', flags)}\
  esac
  # Words stand before the first option.
  if [[ \${words[CURRENT]} != -* && -z \${(M)words[2,CURRENT-1]:#-*} ]]; then
    case $command in
${commands.map(wordCase).join('')}\
      (*) _kubernixos_verbs $first ;;
    esac
  else
    _arguments : $flags '*: : '
  fi
}

# A file in fpath is the body of the function when it is first called.
if [[ \${funcstack[1]} == _kubernixos ]]; then
  _kubernixos "$@"
else
  compdef _kubernixos kubernixos
fi
`;
}

function described(words: readonly Word[]): string {
  return words
    .map(({ name, description }) => quoted(`${name}:${description.replaceAll(':', '\\:')}`))
    .join(' ');
}

function flagCase(name: string, flags: readonly Flag[]): string {
  const lines = flags.flatMap(flagSpecs).map((spec) => `        ${quoted(spec)}\n`);
  return `    (${name})\n      flags=(\n${lines.join('')}      )\n      ;;\n`;
}

function wordCase({ name, words }: CommandWords): string {
  return `      (${pattern(name)}) ${words === null ? ':' : wordsAction(words)} ;;\n`;
}

/** A name in a `case`: it may be two words. */
function pattern(name: string): string {
  return name.replaceAll(' ', String.raw`\ `);
}

function wordsAction(offer: Offer): string {
  return typeof offer === 'string' ? action(offer) : `compadd -- ${offer.join(' ')}`;
}

/** As `_arguments` takes them. https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
function flagSpecs(flag: Flag): readonly string[] {
  const long = flagSpec(`--${flag.name}`, flag);
  return flag.short === null ? [long] : [long, flagSpec(`-${flag.short}`, flag)];
}

function flagSpec(written: string, { name, takes, description, values }: Flag): string {
  const text = `[${description.replaceAll(/[[\]:\\]/g, '\\$&')}]`;
  const value = `${name}:${values === null ? ' ' : action(values)}`;
  switch (takes) {
    case 'boolean':
      return `${written}${text}`;
    case 'value':
      return `${written}${written.startsWith('--') ? '=' : '+'}${text}:${value}`;
    case 'optional':
      return `${written}=-${text}::${value}`;
  }
}

/** In braces stands what runs as it is; other functions are given options of compadd. */
function action(offer: Offer): string {
  switch (offer) {
    case 'hostgroups':
      return '_kubernixos_hostgroups';
    case 'files':
      return '_files';
    case 'directories':
      return '_files -/';
    case 'contexts':
      return '{_kubernixos_of_kubectl get-contexts -o name}';
    case 'clusters':
      return '{_kubernixos_of_kubectl get-clusters}';
    case 'users':
      return '{_kubernixos_of_kubectl get-users}';
    default:
      return `(${offer.join(' ')})`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
