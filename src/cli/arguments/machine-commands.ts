import { type Command, sharedOptions } from './command.ts';
import { MEDIA_COMMANDS } from './media-commands.ts';
import type { OwnOption } from './own-options.ts';

/** What says which machines are meant. */
const SOURCE = sharedOptions('hostgroup', 'flake', 'evaluator', 'show-trace');

const JSON_OPTION: OwnOption = {
  name: 'json',
  takes: 'boolean',
  description: 'print JSON instead of text',
};

/** What is done with the description of machines, in the order of the help text. */
const DESCRIPTION: readonly Command[] = [
  {
    name: 'machine list',
    usage: '',
    description: 'list the machines: names, marks, system, how they boot, files of secrets',
    takesHostgroup: true,
    options: [JSON_OPTION, ...SOURCE],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix machine list', 'as a table'],
      ['kubernixos ./prod.nix machine list --json', 'with all that is pinned, for programs'],
    ],
  },
  {
    name: 'machine validate',
    usage: '[NAME…]',
    description: 'check configurations by ignition-validate and systemd-analyze, where they are',
    takesHostgroup: true,
    options: SOURCE,
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix machine validate', 'all of them'],
      ['kubernixos ./prod.nix machine validate node1', 'one of them'],
    ],
  },
  {
    name: 'machine diff',
    usage: 'NAME EARLIER',
    description: 'show what changes on a node since an earlier hostgroup or configuration',
    takesHostgroup: true,
    options: SOURCE,
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix machine diff node1 ./prod-before.nix', 'since another hostgroup'],
      ['kubernixos ./prod.nix machine diff node1 node1.ign', 'since what ignition printed'],
    ],
    candidates: 'files',
  },
  {
    name: 'machine ignition',
    usage: 'NAME',
    description: 'print the configuration of a node for Ignition 3.3.0',
    takesHostgroup: true,
    options: SOURCE,
    kubectl: [],
    examples: [['kubernixos ./prod.nix machine ignition node1 > node1.ign', 'to keep it']],
  },
  {
    name: 'machine ipxe',
    usage: 'NAME',
    description: 'print the script by which iPXE boots a node',
    takesHostgroup: true,
    options: SOURCE,
    kubectl: [],
    examples: [['kubernixos ./prod.nix machine ipxe node1', 'to read it']],
  },
];

const VERBS: readonly Command[] = [...DESCRIPTION, ...MEDIA_COMMANDS];

/** The group itself, which needs one of its verbs, and then these. */
export const MACHINE_COMMANDS: readonly Command[] = [
  {
    name: 'machine',
    usage: 'VERB',
    description: 'look after the diskless machines of a hostgroup',
    takesHostgroup: true,
    options: [],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix machine list', 'the machines'],
      ['kubernixos help machine validate', 'all about one verb'],
    ],
    candidates: VERBS.map(({ name }) => name.slice('machine '.length)),
  },
  ...VERBS,
];
