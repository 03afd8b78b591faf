import { type Command, sharedOptions } from './command.ts';
import type { OwnOption } from './own-options.ts';

/** What says which cluster is meant. */
const SOURCE = sharedOptions('hostgroup', 'flake', 'evaluator', 'show-trace');

const JSON_OPTION: OwnOption = {
  name: 'json',
  takes: 'boolean',
  description: 'print JSON instead of text',
};

/** What is done with the cluster of a hostgroup, in the order of the help text. */
const VERBS: readonly Command[] = [
  {
    name: 'cluster config',
    usage: '',
    description: 'print the configuration of k0sctl, with references in place of secrets',
    takesHostgroup: true,
    options: [
      { name: 'yaml', takes: 'boolean', description: 'print YAML instead of JSON' },
      ...SOURCE,
    ],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix cluster config --yaml', 'to read it'],
      ['kubernixos ./prod.nix cluster config', 'as JSON, which k0sctl reads too'],
    ],
  },
  {
    name: 'cluster validate',
    usage: '',
    description: 'check the cluster, and the files that k0sctl will read, without a connection',
    takesHostgroup: true,
    options: SOURCE,
    kubectl: [],
    examples: [['kubernixos ./prod.nix cluster validate', 'before anything is installed']],
  },
  {
    name: 'cluster ping',
    usage: '',
    description: 'try whether every host answers, on the port of its transport and those of ping',
    takesHostgroup: true,
    options: [
      {
        name: 'count',
        takes: 'value',
        value: 'N',
        description: 'attempts at each port (default: 3)',
        candidates: ['1', '3', '10'],
      },
      {
        name: 'trace',
        takes: 'boolean',
        description: 'also report the way to what failed, else to all, by mtr',
      },
      JSON_OPTION,
      ...SOURCE,
    ],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix cluster ping', 'exit 1 where more is lost than may be'],
      ['kubernixos ./prod.nix cluster ping --count=10 --trace', 'to find where it is lost'],
    ],
  },
  {
    name: 'cluster status',
    usage: '',
    description: 'look into every host, and compare what k0s does there with the description',
    takesHostgroup: true,
    options: [JSON_OPTION, ...SOURCE],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix cluster status', 'exit 1 where something is not as it says'],
    ],
  },
];

/** The group itself, which needs one of its verbs, and then these. */
export const CLUSTER_COMMANDS: readonly Command[] = [
  {
    name: 'cluster',
    usage: 'VERB',
    description: 'look after the cluster of k0s that a hostgroup describes',
    takesHostgroup: true,
    options: [],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix cluster validate', 'check the description'],
      ['kubernixos help cluster config', 'all about one verb'],
    ],
    candidates: VERBS.map(({ name }) => verbOf(name)),
  },
  ...VERBS,
];

function verbOf(name: string): string {
  return name.slice(name.indexOf(' ') + 1);
}
