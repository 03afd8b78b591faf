/**
 * The command lines of kubernixos in a text for a shell, each as its arguments, quotes taken off.
 * Variables stay as they are written.
 */
export function kubernixosCommands(script: string): readonly (readonly string[])[] {
  const lines = script.replaceAll(/\\\n/g, ' ').split('\n');
  return lines.flatMap((line) => commandsOf(line).map(argumentsAfterName).filter(isCommand));
}

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
  const name = words.findIndex((word) => !/^\w+=/.test(word));
  return words[name] === 'kubernixos' ? words.slice(name + 1).map(unquote) : null;
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
