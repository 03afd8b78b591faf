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

const OWN_IPXE: OwnOption = {
  name: 'ipxe',
  takes: 'value',
  value: 'DIR',
  candidates: 'directories',
  description: "ipxe.efi and ipxe.lkrn of your own (default: Debian's iPXE 2.0.0, pinned)",
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
      OWN_IPXE,
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
    options: [OWN_IPXE, ...SOURCE],
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
  {
    name: 'machine test',
    usage: 'NAME --image FILE',
    description: 'boot an image in a virtual machine, with its console here and ssh on port 2222',
    takesHostgroup: true,
    options: [
      {
        name: 'image',
        takes: 'value',
        value: 'FILE',
        candidates: 'files',
        description: 'the image, which stays as it is',
      },
      {
        name: 'firmware',
        takes: 'value',
        value: 'uefi|bios',
        candidates: ['uefi', 'bios'],
        description: "what it starts on (default: the machine's first)",
      },
      {
        name: 'expect',
        takes: 'value',
        value: 'TEXT',
        description: 'end well once the console says TEXT, else fail; nobody types',
      },
      {
        name: 'timeout',
        takes: 'value',
        value: 'SECONDS',
        description: 'how long to wait for that (default: 300)',
      },
      {
        name: 'ssh-port',
        takes: 'value',
        value: 'PORT',
        description: "the port that leads to the guest's ssh; 0: none (default with --expect)",
      },
      {
        name: 'memory',
        takes: 'value',
        value: 'MIB',
        description: 'memory of the guest, in MiB (default: 4096)',
      },
      { name: 'window', takes: 'boolean', description: 'show a screen in a window too' },
      {
        name: 'kvm',
        takes: 'boolean',
        description: 'use /dev/kvm, which is quicker than emulation',
      },
      {
        name: 'ovmf',
        takes: 'value',
        value: 'DIR',
        candidates: 'directories',
        description: 'firmware for UEFI of your own: OVMF_CODE.fd and OVMF_VARS.fd',
      },
      ...SOURCE,
    ],
    kubectl: [],
    examples: [
      ['kubernixos ./prod.nix machine test node1 --image node1.img', 'end it by Ctrl-a x'],
      ['kubernixos ./prod.nix machine test node1 --image node1.img --expect login:', 'in CI'],
    ],
  },
  {
    name: 'machine fetch-os',
    usage: '',
    description: 'fetch a release of Flatcar, check who signed it, and pin it as a module',
    takesHostgroup: false,
    options: [
      {
        name: 'version',
        takes: 'value',
        value: 'VERSION',
        description: 'the release (default: what the channel has now)',
      },
      {
        name: 'channel',
        takes: 'value',
        value: 'NAME',
        candidates: ['stable', 'beta', 'alpha', 'lts'],
        description: 'stable, beta, alpha or lts (default: stable)',
      },
      {
        name: 'arch',
        takes: 'value',
        value: 'ARCH',
        candidates: ['x86_64', 'aarch64'],
        description: 'x86_64 or aarch64 (default: x86_64)',
      },
      {
        name: 'out',
        takes: 'value',
        value: 'FILE',
        candidates: 'files',
        description: 'the module to write; only one that fetch-os has written is replaced',
      },
      {
        name: 'assets',
        takes: 'value',
        value: 'DIR',
        candidates: 'directories',
        description: 'keep the files in DIR, for machine serve --assets DIR',
      },
      {
        name: 'mirror',
        takes: 'value',
        value: 'URL',
        description: "a server with the directories of Flatcar's own",
      },
      {
        name: 'key',
        takes: 'value',
        value: 'FILE',
        candidates: 'files',
        description: "the public key (default: Flatcar's, from its website)",
      },
      {
        name: 'fingerprint',
        takes: 'value',
        value: 'HEX',
        description: "what the key has to be (default: that of Flatcar's key)",
      },
    ],
    kubectl: [],
    examples: [
      ['kubernixos machine fetch-os --out flatcar.nix', 'the newest one, pinned'],
      ['kubernixos machine fetch-os --version 4593.2.5 --assets ./assets', 'and kept'],
    ],
  },
];
