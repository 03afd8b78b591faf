import type { NixMessage } from '../ports/nix.ts';

interface Mistake {
  readonly code: string;
  /** Instead of Nix' own words, where those are worse. */
  readonly message?: string;
  readonly hint?: string | undefined;
}

/** What the module system refused, in words that name option and files; null for everything else. */
export function explainModules(error: NixMessage): Mistake | null {
  return (
    undefinedOption(error) ??
    definitions(error) ??
    moduleArgument(error) ??
    missingAttribute(error) ??
    condition(error)
  );
}

function undefinedOption({ text }: NixMessage): Mistake | null {
  const option = /^The option [`'](.+?)' does not exist\. Definition values:\n/.exec(text)?.[1];
  if (option === undefined) return null;
  const files = filesOf(text);
  return {
    code: 'undefined-option',
    message: `the option ${option} does not exist; it is defined in ${files.join(' and ')}`,
    hint: /^(?:Did you mean .*\?|(?:Write|The options are) .*\.)$/m.exec(text)?.[0],
  };
}

/** A wrong type or a conflict: Nix lists the definitions below. */
function definitions({ text }: NixMessage): Mistake | null {
  const head = /^(.*?) (?:TypeError: )?Definition values: ?\n/.exec(text)?.[1] ?? '';
  const files = filesOf(text);
  if (head === '' || files.length === 0) return null;
  const [, ...rest] = text.split('\n');
  const message = [`${head.replace(/\.$/, '')} (in ${files.join(' and ')})`, ...rest].join('\n');
  return { code: 'evaluation-failed', message };
}

/** `- In `/web.nix': 3` */
function filesOf(text: string): string[] {
  const matches = text.matchAll(/^- In [`'](.+?)'/gm);
  return [...new Set([...matches].map(([, file = '']) => file))];
}

/** A missing argument is only named by the trace, where its module is named too. */
function moduleArgument({ text, trace }: NixMessage): Mistake | null {
  const missing = /^attribute '(.+)' missing$/.exec(text)?.[1];
  const frame = trace.map((each) => ARGUMENT.exec(each)).find((match) => match?.[1] === missing);
  if (missing === undefined || frame === undefined || frame === null) return null;
  return {
    code: 'evaluation-failed',
    message: `nobody gives the module argument ${missing} of ${frame[2] ?? 'a module'}`,
    hint: `set it in network.specialArgs or _module.args, or leave it out`,
  };
}

const ARGUMENT = /while evaluating the module argument [`'](.+?)' in "(.+?)"/;

/** Options that only NixOS declares have no value where the module system works alone. */
function missingAttribute({ text, trace }: NixMessage): Mistake | null {
  if (!/^attribute '.+' missing$/.test(text)) return null;
  const isTransforming = trace.some((frame) => frame.startsWith('while kubernixos.transformers['));
  const isAlone = trace.some((frame) => ALONE.test(frame));
  if (isTransforming) return { code: 'evaluation-failed', hint: NOT_EVERY_OBJECT };
  return isAlone ? { code: 'evaluation-failed', hint: ONLY_NIXOS } : null;
}

const NOT_EVERY_OBJECT =
  'not every object has it: look at `object.kind` first, or write `object.NAME or null`';

const ONLY_NIXOS =
  'correct the name; or, where it is a value that only NixOS computes, define it in a module or use --evaluator nixos, with a full nixpkgs in network.pkgs or PACKAGES';

const ALONE = /with the evaluator [`']modules'/;

/** The file is only named by the trace. */
function condition({ text, trace }: NixMessage): Mistake | null {
  if (text !== '‘mkIf’ called with a non-Boolean condition') return null;
  const [file] = trace.flatMap((frame) => DEFINITIONS.exec(frame)?.[1] ?? []);
  return {
    code: 'evaluation-failed',
    message: `\`lib.mkIf\` is called${file === undefined ? '' : ` in ${file}`} with a condition that is not a Boolean`,
    hint: 'write a comparison: `lib.mkIf (… == …) …`',
  };
}

const DEFINITIONS = /while evaluating definitions from [`'](.+?)'/;
