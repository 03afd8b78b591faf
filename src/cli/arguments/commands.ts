import { KUBECTL_FLAGS } from './kubectl-flags.ts';
import { type OwnOption, OWN_OPTIONS } from './own-options.ts';

/** A command that stands alone: it does not chain, and takes words and options of its own. */
export interface Command {
  readonly name: string;
  /** What may follow the name, as help and docs write it. */
  readonly usage: string;
  readonly description: string;
  /** Whether a hostgroup may stand before the name, or be given by `--hostgroup`. */
  readonly takesHostgroup: boolean;
  readonly options: readonly OwnOption[];
  /** Flags of kubectl that it passes on, by their long names. */
  readonly kubectl: readonly string[];
  /** Command lines with what they do, for help. */
  readonly examples: readonly (readonly [string, string])[];
}

/** What chooses a cluster, and who asks. */
const KUBECTL_GLOBAL: readonly string[] = KUBECTL_FLAGS.filter(({ global }) => global).map(
  ({ name }) => name,
);

/** Every command, in the order of the help text. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'help',
    usage: '[COMMAND]',
    description: 'print help, of a command where one is named',
    takesHostgroup: false,
    options: [],
    kubectl: [],
    examples: [['kubernixos help', 'verbs, options and examples']],
  },
  {
    name: 'import',
    usage: 'FILE|DIR|-… | [KIND…] --cluster',
    description: 'turn YAML or JSON, or what a cluster holds, into a module',
    takesHostgroup: false,
    options: [
      {
        name: 'cluster',
        takes: 'boolean',
        description: 'import live objects, without what the server added',
      },
      {
        name: 'all-namespaces',
        short: 'A',
        takes: 'boolean',
        description: 'with --cluster: of all namespaces but those of Kubernetes itself',
      },
      {
        name: 'out',
        takes: 'value',
        value: 'FILE',
        description: 'a file to write, which must not be there yet (default: standard output)',
      },
    ],
    kubectl: [...KUBECTL_GLOBAL.filter((name) => name !== 'cluster'), 'selector'],
    examples: [
      [
        'kubernixos import ./deploy --out shop.nix',
        'all *.yaml, *.yml and *.json below a directory',
      ],
      ['helm template shop ./chart | kubernixos import -', 'what Helm renders'],
      ['kubernixos import --cluster -n shop', 'what a namespace holds'],
      ['kubernixos import deployments --cluster -n shop -l app=web', 'a part of it'],
    ],
  },
];

/** The command of a name, or null. */
export function findCommand(name: string | undefined): Command | null {
  return COMMANDS.find((command) => command.name === name) ?? null;
}

/** Options that every command takes. */
const COMMON: readonly string[] = ['help', 'no-color'];

/** The options of a command with those that all take. */
export function optionsOf(command: Command): readonly OwnOption[] {
  const common = OWN_OPTIONS.filter(({ name }) => COMMON.includes(name));
  return [...command.options, ...common];
}
