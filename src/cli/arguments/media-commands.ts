import { type Command, sharedOptions } from './command.ts';
import type { OwnOption } from './own-options.ts';

/** What says which machines are meant. */
const SOURCE = sharedOptions('hostgroup', 'flake', 'evaluator', 'show-trace');

/** What tokens for configurations are made of. */
const BEARER_SECRET: OwnOption = {
  name: 'bearer-secret',
  takes: 'value',
  value: 'FILE',
  candidates: 'files',
  description: 'the secret that tokens are made of: the same for machine image and machine serve',
};

/** What is done with boot media of machines, in the order of the help text. */
export const MEDIA_COMMANDS: readonly Command[] = [
  {
    name: 'machine image',
    usage: 'NAME --out FILE',
    description: 'make the image that a machine boots from, with its secrets, and read it back',
    takesHostgroup: true,
    options: [
      {
        name: 'out',
        takes: 'value',
        value: 'FILE',
        candidates: 'files',
        description: 'the image, which only you may read: it holds the secrets',
      },
      {
        name: 'secrets',
        takes: 'value',
        value: 'FILE',
        candidates: 'files',
        description: 'NAME=value lines; may be given several times, and is added to variables',
      },
      {
        name: 'secret-file',
        takes: 'value',
        value: 'NAME=FILE',
        description: 'a secret that is the whole of FILE; may be given several times',
      },
      BEARER_SECRET,
      {
        name: 'ipxe',
        takes: 'value',
        value: 'DIR',
        candidates: 'directories',
        description: "ipxe.efi and ipxe.lkrn of your own (default: Debian's iPXE 2.0.0, pinned)",
      },
      ...SOURCE,
    ],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix machine image node1 --out node1.img', 'secrets of the environment'],
      ['kubernixos ./prod.nix machine image node1 --out x.img --secrets x.env', 'and of a file'],
    ],
  },
  {
    name: 'machine flash',
    usage: 'IMAGE DEVICE',
    description: 'write an image to a stick that nothing uses, and read it back',
    takesHostgroup: false,
    options: [
      {
        name: 'dry-run',
        takes: 'boolean',
        description: 'say whether it could be written, and to what, and write nothing',
      },
      {
        name: 'serial',
        takes: 'value',
        value: 'SERIAL',
        description: 'the serial number of the stick, which --yes needs',
      },
      { name: 'yes', takes: 'boolean', description: 'do not ask; needs --serial=SERIAL' },
    ],
    kubectl: [],
    examples: [
      ['kubernixos machine flash node1.img /dev/sdb --dry-run', 'which stick it is'],
      ['kubernixos machine flash node1.img /dev/sdb', 'asks for its serial number'],
    ],
    candidates: 'files',
  },
  {
    name: 'machine reproduce',
    usage: 'NAME',
    description: 'print what an image is made of: names, versions and hashes, never a value',
    takesHostgroup: true,
    options: SOURCE,
    kubectl: [],
    examples: [['kubernixos ./prod.nix machine reproduce node1', 'to keep beside a stick']],
  },
  {
    name: 'machine serve',
    usage: '',
    description: 'serve scripts, configurations and files to machines that boot, until it is ended',
    takesHostgroup: true,
    options: [
      {
        name: 'listen',
        takes: 'value',
        value: 'HOST:PORT',
        description: 'where to listen (default: 127.0.0.1:8080)',
      },
      {
        name: 'assets',
        takes: 'value',
        value: 'DIR',
        candidates: 'directories',
        description: 'serve the files of DIR below /assets/',
      },
      BEARER_SECRET,
      ...SOURCE,
    ],
    kubectl: [],
    examples: [['kubernixos ./prod.nix machine serve --listen 10.0.0.1:8080', 'to the network']],
  },
];
