import { CLUSTER_COMMANDS } from './cluster-commands.ts';
import { type Command, sharedOptions } from './command.ts';
import { KUBECTL_FLAGS } from './kubectl-flags.ts';
import { MACHINE_COMMANDS } from './machine-commands.ts';

/** The shells that there is completion for. */
export const SHELLS = ['bash', 'fish', 'zsh'] as const;

export type Shell = (typeof SHELLS)[number];

/** What chooses a cluster, and who asks, but for one flag. */
function connectionFlags(except: string): readonly string[] {
  const names = KUBECTL_FLAGS.filter(({ global }) => global).map(({ name }) => name);
  return names.filter((name) => name !== except);
}

/** Every command, in the order of the help text. */
export const COMMANDS: readonly Command[] = [
  ...CLUSTER_COMMANDS,
  ...MACHINE_COMMANDS,
  {
    name: 'schemas',
    usage: '--out DIR',
    description: 'save the schemas of a cluster, to check manifests offline',
    takesHostgroup: false,
    options: [
      {
        name: 'out',
        takes: 'value',
        value: 'DIR',
        description: 'directory to write; one that schemas has written is replaced',
      },
    ],
    kubectl: connectionFlags('namespace'),
    examples: [
      ['kubernixos schemas --out ./schemas', 'of the current context'],
      ['kubernixos schemas --out ./schemas --context prod', 'of another one'],
    ],
  },
  {
    name: 'options',
    usage: '[PATH]',
    description: 'list the options of kubernixos, or explain one',
    takesHostgroup: true,
    options: [
      { name: 'json', takes: 'boolean', description: 'print JSON instead of text' },
      ...sharedOptions('hostgroup', 'flake', 'evaluator', 'show-trace'),
    ],
    kubectl: [],
    examples: [
      ['kubernixos options', 'the options of kubernixos'],
      ['kubernixos options manifests', 'one of them in full'],
      ['kubernixos ./prod.nix options shop', 'those that the modules of a hostgroup declare'],
    ],
  },
  {
    name: 'completion',
    usage: SHELLS.join('|'),
    description: 'print a script by which the shell completes command lines',
    takesHostgroup: false,
    options: [],
    kubectl: [],
    examples: [
      [
        'source <(kubernixos completion bash)',
        'in ~/.bashrc; with zsh in ~/.zshrc, after compinit',
      ],
      ['kubernixos completion fish | source', 'in ~/.config/fish/config.fish'],
    ],
    candidates: SHELLS,
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
    candidates: 'files',
    kubectl: [...connectionFlags('cluster'), 'selector'],
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
  {
    name: 'help',
    usage: '[VERB|COMMAND]',
    description: 'print help, of a verb or command where one is named',
    takesHostgroup: false,
    options: [{ name: 'man', takes: 'boolean', description: 'print the manual page, in roff' }],
    kubectl: [],
    examples: [
      ['kubernixos help', 'verbs, options and examples'],
      ['kubernixos help prune', 'all about one verb'],
      ['kubernixos help --man | man -l -', 'the whole manual'],
    ],
    candidates: 'topics',
  },
];

/**
 * The command that words begin with, by the longest of its names: `cluster config` before `cluster`;
 * null where they begin with none.
 */
export function findCommand(words: readonly (string | undefined)[]): Command | null {
  const [first, second] = words;
  return named(`${first ?? ''} ${second ?? ''}`) ?? named(first ?? '');
}

function named(name: string): Command | null {
  return COMMANDS.find((command) => command.name === name) ?? null;
}

/** Those whose names are one word: groups are among them, what belongs to a group is not. */
export const TOP_COMMANDS: readonly Command[] = COMMANDS.filter(({ name }) => !name.includes(' '));

/** What belongs to a group, by the group's name. */
export function membersOf(group: string): readonly Command[] {
  return COMMANDS.filter(({ name }) => name.startsWith(`${group} `));
}
