import type { CommandWords, CompletionModel, Flag, Offer, Word } from './completion-model.ts';

/** The script for fish, from 3.1 on. */
export function fishCompletion({ verbs, commands, flags }: CompletionModel): string {
  const members = commands.filter(({ name }) => name.includes(' '));
  const top = commands.filter((command) => !members.includes(command));
  const names = top.map(({ name }) => name).join(' ');
  return `# Completion of kubernixos for fish: kubernixos completion fish | source

# What stands before the word that is completed, without the program and the hostgroup.
function __kubernixos_words
    set -l words (commandline -opc)[2..-1]
    string match -q -- '*.nix' $words[1]; and set -e words[1]
    printf '%s\\n' $words
end

# The command that stands alone; nothing where verbs do.
function __kubernixos_command
    set -l words (__kubernixos_words)
    # Some names are two words.
    set -l two "$words[1] $words[2]"
    if contains -- $two ${members.map(({ name }) => quoted(name)).join(' ')}
        echo $two
    else
        contains -- "$words[1]" ${names}; and echo $words[1]
    end
end

function __kubernixos_in
    test "$argv[1]" = "$(__kubernixos_command)"
end

# Words stand before the first option.
function __kubernixos_before_options
    not string match -q -- '-*' (__kubernixos_words)
end

function __kubernixos_at_word_of
    __kubernixos_in "$argv[1]"; and __kubernixos_before_options
end

function __kubernixos_at_command
    test -z "$(__kubernixos_words)"
end

function __kubernixos_at_hostgroup
    test (count (commandline -opc)) -eq 1
end

function __kubernixos_hostgroups
    set -l typed (commandline -ct | string replace -r -- '^--hostgroup=' '')
    set -l found $typed*.nix $typed*/
    string match -- '*' $found
end

function __kubernixos_of_kubectl
    kubectl config $argv 2>/dev/null | string match -v NAME
end

complete -c kubernixos -e
complete -c kubernixos -f
complete -c kubernixos -n __kubernixos_at_hostgroup -a '(__kubernixos_hostgroups)'
${verbs.map((word) => offered("__kubernixos_at_word_of ''", word)).join('')}\
${top.map((word) => offered('__kubernixos_at_command', word)).join('')}\
${commands.map(wordsOf).join('')}\
${flags.map((flag) => flagLine('', flag)).join('')}\
${commands.flatMap(({ name, flags }) => flags.map((flag) => flagLine(name, flag))).join('')}`;
}

function offered(condition: string, { name, description }: Word): string {
  return line(condition, `-a ${name}`, description);
}

function wordsOf({ name, words }: CommandWords): string {
  return words === null
    ? ''
    : line(`__kubernixos_at_word_of ${argument(name)}`, valuesOf(words), null);
}

function flagLine(command: string, { name, short, takes, values, description }: Flag): string {
  const option = short === null ? `-l ${name}` : `-s ${short} -l ${name}`;
  const value = values === null ? '' : ` ${valuesOf(values)}`;
  const way = takes === 'value' ? (values === 'files' ? ' -r' : ' -x') : '';
  return line(`__kubernixos_in ${argument(command)}`, `${option}${way}${value}`, description);
}

function line(condition: string, what: string, description: string | null): string {
  const about = description === null ? '' : ` -d ${quoted(description)}`;
  return `complete -c kubernixos -n ${quoted(condition)} ${what}${about}\n`;
}

/** An argument in a condition: it may be empty, or two words. */
function argument(name: string): string {
  return /^[a-z-]+$/.test(name) ? name : `'${name}'`;
}

function valuesOf(offer: Offer): string {
  switch (offer) {
    case 'hostgroups':
      return `-a '(__kubernixos_hostgroups)'`;
    case 'files':
      return '-F';
    case 'directories':
      return `-a '(__fish_complete_directories)'`;
    case 'contexts':
      return `-a '(__kubernixos_of_kubectl get-contexts -o name)'`;
    case 'clusters':
      return `-a '(__kubernixos_of_kubectl get-clusters)'`;
    case 'users':
      return `-a '(__kubernixos_of_kubectl get-users)'`;
    default:
      return `-a '${offer.join(' ')}'`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
