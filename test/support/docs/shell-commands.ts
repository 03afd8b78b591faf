/**
 * The command lines of kubernixos in a text for a shell, each as its arguments, quotes taken off.
 * Variables stay as they are written.
 */
export function kubernixosCommands(script: string): readonly (readonly string[])[] {
  const unfolded = script.replaceAll(/\\\n/g, ' ').replaceAll(SHELL_OF_NIX, '$1');
  const lines = unfolded.split('\n');
  return lines.flatMap((line) => commandsOf(line).map(argumentsAfterName).filter(isCommand));
}

/** A command in quotes. */
const SHELL_OF_NIX = /\bnix-shell --run '([^']*)'/g;

/** Parts a line where a shell would begin another command. Comments are no commands. */
function commandsOf(line: string): readonly (readonly string[])[] {
  const tokens = line.match(TOKEN) ?? [];
  const comment = tokens.findIndex((token) => token.startsWith('#'));
  return splitAt(comment < 0 ? tokens : tokens.slice(0, comment), SEPARATORS);
}

/** An operator, or a word with its quoted parts. */
const TOKEN = /\d?[<>]+&?\d?|\|\|?|&&?|[;()]|(?:[^\s'"|;&<>()]|'[^']*'|"(?:[^"\\]|\\.)*")+/g;

const SEPARATORS = new Set(['|', '||', '&&', '&', ';', '(', ')', 'then', 'do', 'if', '!']);

function splitAt(
  tokens: readonly string[],
  separators: ReadonlySet<string>,
): readonly (readonly string[])[] {
  const at = tokens.findIndex((token) => separators.has(token));
  if (at < 0) return [tokens];
  return [tokens.slice(0, at), ...splitAt(tokens.slice(at + 1), separators)];
}

/** What follows the name, where the command is kubernixos; else null. */
function argumentsAfterName(tokens: readonly string[]): readonly string[] | null {
  const words = withoutRedirections(tokens);
  const name = words.findIndex((word, index) => !isPrefix(word, words[index - 1]));
  return words[name] === 'kubernixos' ? words.slice(name + 1).map(unquote) : null;
}

/** Variables and what runs another command. */
function isPrefix(word: string, before: string | undefined): boolean {
  if (/^\w+=/.test(word) || ['exec', 'nix', '--command'].includes(word)) return true;
  return word === 'develop' && before === 'nix';
}

function withoutRedirections(tokens: readonly string[]): readonly string[] {
  return tokens.filter(
    (token, index) => !isRedirection(token) && !isTarget(tokens[index - 1] ?? ''),
  );
}

function isRedirection(token: string): boolean {
  return /^\d?[<>]/.test(token);
}

/** Whether the word after a redirection is its file: not after `2>&1`. */
function isTarget(redirection: string): boolean {
  return /^\d?[<>]+$/.test(redirection);
}

function unquote(word: string): string {
  return word.replaceAll(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"/g,
    (_, single?: string, double?: string) => single ?? (double ?? '').replaceAll(/\\(.)/g, '$1'),
  );
}

function isCommand(words: readonly string[] | null): words is readonly string[] {
  return words !== null;
}
