/** A command line that k0sctl refuses before it does anything. */
export class UsageError extends Error {
  readonly usage: string;

  constructor(message: string, usage: string) {
    super(message);
    this.usage = usage;
  }
}

export type Verb = 'apply' | 'backup' | 'reset' | 'kubeconfig';

/** What a verb was asked for. Times are in milliseconds. */
export interface Arguments {
  readonly command: Verb;
  readonly configs: readonly string[];
  readonly level: 'info' | 'debug' | 'trace';
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly noWait: boolean;
  readonly noDrain: boolean;
  readonly restoreFrom: string;
  readonly kubeconfigOut: string;
  readonly output: string;
  readonly address: string;
  readonly user: string;
  readonly cluster: string;
  /** Of the whole run; 0 for none. */
  readonly timeout: number;
  readonly retryInterval: number;
  readonly retryIntervalGiven: boolean;
  readonly defaultTimeout: number;
  readonly defaultTimeoutGiven: boolean;
}

export type Invocation =
  | Arguments
  | { readonly command: 'version' }
  | { readonly command: 'unknown'; readonly word: string };

type Environment = Readonly<Record<string, string | undefined>>;

const common = ['config', 'timeout', 'retry-interval', 'default-timeout'];
const booleans = ['force', 'debug', 'trace', 'no-redact', 'dry-run', 'no-wait', 'no-drain'];
const ofVerb: Readonly<Record<Verb, readonly string[]>> = {
  apply: [
    ...['concurrency', 'concurrent-uploads', 'restore-from', 'kubeconfig-out', 'evict-taint'],
    ...['kubeconfig-api-address', 'kubeconfig-user', 'kubeconfig-cluster'],
    ...['no-wait', 'no-drain', 'disable-downgrade-check'],
  ],
  backup: ['output', 'concurrency'],
  reset: ['concurrency'],
  kubeconfig: ['address', 'user', 'cluster'],
};
const short: Readonly<Record<string, string>> = {
  c: 'config',
  d: 'debug',
  o: 'output',
  u: 'user',
  n: 'cluster',
};

/** Reads a command line and the three variables that k0sctl heeds. */
export function parseArguments(argv: readonly string[], env: Environment): Invocation {
  const general = { DEBUG: 'debug', TRACE: 'trace' };
  const usage = 'NAME:\n   k0sctl - k0s cluster management tool';
  const set = new Map<string, string>();
  for (const [variable, flag] of Object.entries(general))
    fromVariable(set, env, variable, flag, usage);
  const command = argv.find((word) => !word.startsWith('-'));
  if (command === 'version') return { command };
  if (command === undefined || !isVerb(command)) return { command: 'unknown', word: command ?? '' };
  return parseVerb(command, argv.slice(argv.indexOf(command) + 1), env, set);
}

function isVerb(word: string): word is Verb {
  return Object.hasOwn(ofVerb, word);
}

function parseVerb(
  verb: Verb,
  words: readonly string[],
  env: Environment,
  set: Map<string, string>,
): Arguments {
  const usage = `NAME:\n   k0sctl ${verb}\n\nUSAGE:\n   k0sctl ${verb} [command options]`;
  fromVariable(set, env, 'DRY_RUN', 'dry-run', usage);
  const configs = readFlags(verb, words, set, usage);
  const text = (name: string) => set.get(name) ?? '';
  const flag = (name: string) => set.get(name) === 'true';
  const time = (name: string, fallback: string) =>
    milliseconds(set.get(name) ?? fallback, name, usage);
  return {
    command: verb,
    configs: configs.length === 0 ? ['k0sctl.yaml'] : configs,
    level: flag('trace') ? 'trace' : flag('debug') ? 'debug' : 'info',
    dryRun: flag('dry-run'),
    force: flag('force'),
    noWait: flag('no-wait'),
    noDrain: flag('no-drain'),
    restoreFrom: text('restore-from'),
    kubeconfigOut: text('kubeconfig-out'),
    output: text('output'),
    address: text('address') || text('kubeconfig-api-address'),
    user: text('user') || text('kubeconfig-user'),
    cluster: text('cluster') || text('kubeconfig-cluster'),
    timeout: time('timeout', '0s'),
    retryInterval: time('retry-interval', '5s'),
    retryIntervalGiven: set.has('retry-interval'),
    defaultTimeout: time('default-timeout', '2m'),
    defaultTimeoutGiven: set.has('default-timeout'),
  };
}

/** Puts flags into `set`, and gives the values of --config. */
function readFlags(
  verb: Verb,
  words: readonly string[],
  set: Map<string, string>,
  usage: string,
): readonly string[] {
  const configs: string[] = [];
  const known = [...common, ...booleans, ...ofVerb[verb]];
  for (let index = 0; index < words.length; index++) {
    const [, written = '', given] = /^--?([^=]*)(?:=([^]*))?$/.exec(words[index] ?? '') ?? [];
    const name = short[written] ?? written;
    if (!known.includes(name))
      throw new UsageError(`flag provided but not defined: -${written}`, usage);
    const value = given ?? (booleans.includes(name) ? 'true' : words[++index]);
    if (value === undefined) throw new UsageError(`flag needs an argument: -${written}`, usage);
    if (name === 'config') configs.push(value);
    else set.set(name, value);
  }
  return configs;
}

function fromVariable(
  set: Map<string, string>,
  env: Environment,
  variable: string,
  flag: string,
  usage: string,
): void {
  const value = env[variable];
  if (value === undefined) return;
  if (!/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False|)$/.test(value)) {
    const source = `could not parse "${value}" as bool value from environment variable "${variable}"`;
    const reason = `strconv.ParseBool: parsing "${value}": invalid syntax`;
    throw new UsageError(`${source} for flag ${flag}: ${reason}`, usage);
  }
  set.set(flag, String(/^[1tT]/.test(value)));
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function milliseconds(text: string, flag: string, usage: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 && text !== '0')
    throw new UsageError(`invalid value "${text}" for flag -${flag}: parse error`, usage);
  return parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0),
    0,
  );
}
