import { backupCommands } from './backup-commands.ts';
import { type Command, sharedOptions } from './command.ts';
import type { OwnOption } from './own-options.ts';

/** What says which cluster is meant. */
const SOURCE = sharedOptions('hostgroup', 'flake', 'evaluator', 'show-trace');

/** Where the log of what was done stays. */
const AUDIT: OwnOption = {
  name: 'audit-dir',
  takes: 'value',
  value: 'DIR',
  candidates: 'directories',
  description: 'keep the log of k0sctl, without secrets, in DIR (default: auditlog)',
};

/** What says yes to the loss of data. */
const CONSENT: readonly OwnOption[] = [
  {
    name: 'cluster',
    takes: 'value',
    value: 'NAME',
    description: 'the name of the cluster, which --yes needs',
  },
  {
    name: 'yes',
    takes: 'boolean',
    description: 'do not ask; needs --cluster=NAME',
  },
];

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
  {
    name: 'cluster install',
    usage: '',
    description: 'install or change k0s on the hosts, as declared, and wait until they are ready',
    takesHostgroup: true,
    options: [
      {
        name: 'dry-run',
        takes: 'boolean',
        description: 'say what would change, and change nothing; hosts are only read',
      },
      ...CONSENT,
      AUDIT,
      ...SOURCE,
    ],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix cluster install --dry-run', 'what would change'],
      ['kubernixos ./prod.nix cluster install', 'install, upgrade, or add hosts'],
    ],
  },
  {
    name: 'cluster uninstall',
    usage: '',
    description: 'remove k0s and all its data from the hosts, and look whether it is gone',
    takesHostgroup: true,
    options: [
      {
        name: 'skip-host',
        takes: 'value',
        value: 'NAME',
        description: 'leave a host out, as one that is lost; may be given several times',
      },
      {
        name: 'no-backup',
        takes: 'boolean',
        description: 'take no last backup, where backups are declared',
      },
      ...CONSENT,
      AUDIT,
      ...SOURCE,
    ],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix cluster uninstall', 'asks for the name of the cluster'],
      ['kubernixos ./prod.nix cluster uninstall --yes --cluster shop', 'without a terminal'],
    ],
  },
  {
    name: 'cluster kubeconfig',
    usage: '',
    description: "get the administrator's kubeconfig from a controller that answers",
    takesHostgroup: true,
    options: [
      {
        name: 'out',
        takes: 'value',
        value: 'FILE',
        description: 'write it to FILE, which only you may read, instead of standard output',
      },
      ...SOURCE,
    ],
    kubectl: [],
    examples: [['kubernixos ./prod.nix cluster kubeconfig --out ~/.kube/prod', 'for kubectl']],
  },
  {
    name: 'cluster pipeline',
    usage: '',
    description: 'print the pipeline of Concourse that looks after the cluster',
    takesHostgroup: true,
    options: [
      {
        name: 'vars',
        takes: 'boolean',
        description: 'print the template of the file with its variables instead',
      },
      {
        name: 'out',
        takes: 'value',
        value: 'FILE',
        description: 'write it to FILE, which only you may read, instead of standard output',
      },
      ...SOURCE,
    ],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix cluster pipeline > pipeline.json', 'for fly set-pipeline'],
      ['kubernixos ./prod.nix cluster pipeline --vars --out vars.yaml', 'what it has to be given'],
    ],
  },
  ...backupCommands({ source: SOURCE, audit: AUDIT, consent: CONSENT, json: JSON_OPTION }),
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
