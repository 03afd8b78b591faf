import { parseJson } from '../model/exact-json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import {
  BOOT_SOURCES,
  type IgnitionDelivery,
  type Machine,
  MACHINE_ARCHS,
  MACHINE_FIRMWARES,
  type MachineBoot,
  type MachineMatch,
  type MachineOs,
  type MachinePart,
  type PinnedFile,
  VERIFICATIONS,
} from '../model/machine.ts';
import { list, object, string, stringOrNull, strings, unexpected } from './narrow-result.ts';
import { readMachineSecrets } from './read-machine-secrets.ts';

/** Narrows one machine of what `lib/eval.nix` gives. */
export function readMachine(entry: Json): Machine {
  const machine = object(entry, 'machine');
  const ignitionText = string(machine['ignitionText'], 'machine.ignitionText');
  return {
    name: string(machine['name'], 'machine.name'),
    hostname: string(machine['hostname'], 'machine.hostname'),
    match: readMatch(object(machine['match'], 'machine.match')),
    arch: oneOf(MACHINE_ARCHS, machine['arch'], 'machine.arch'),
    os: readOs(object(machine['os'], 'machine.os')),
    boot: readBoot(object(machine['boot'], 'machine.boot')),
    kernelCommandLine: string(machine['kernelCommandLine'], 'machine.kernelCommandLine'),
    ignition: object(parseJson(ignitionText), 'machine.ignitionText'),
    ignitionText,
    ipxeScript: string(machine['ipxeScript'], 'machine.ipxeScript'),
    secrets: list(machine['secrets'], 'machine.secrets').map(readMachineSecrets),
    parts: list(machine['parts'], 'machine.parts').map(readPart),
  };
}

function readMatch(match: JsonObject): MachineMatch {
  return {
    macs: strings(match['macs'], 'match.macs'),
    uuid: stringOrNull(match['uuid'], 'match.uuid'),
    serial: stringOrNull(match['serial'], 'match.serial'),
  };
}

function readOs(os: JsonObject): MachineOs {
  return {
    type: oneOf(['flatcar'], os['type'], 'os.type'),
    channel: string(os['channel'], 'os.channel'),
    version: string(os['version'], 'os.version'),
    baseUrl: string(os['baseUrl'], 'os.baseUrl'),
    kernel: readPinned(object(os['kernel'], 'os.kernel')),
    initrd: readPinned(object(os['initrd'], 'os.initrd')),
  };
}

function readPinned(file: JsonObject): PinnedFile {
  return { url: string(file['url'], 'os.url'), sha512: string(file['sha512'], 'os.sha512') };
}

function readBoot(boot: JsonObject): MachineBoot {
  return {
    source: oneOf(BOOT_SOURCES, boot['source'], 'boot.source'),
    firmware: list(boot['firmware'], 'boot.firmware').map((firmware) =>
      oneOf(MACHINE_FIRMWARES, firmware, 'boot.firmware'),
    ),
    verify: oneOf(VERIFICATIONS, boot['verify'], 'boot.verify'),
    ignition: readDelivery(object(boot['ignition'], 'boot.ignition')),
    consoles: strings(boot['consoles'], 'boot.consoles'),
  };
}

function readDelivery(delivery: JsonObject): IgnitionDelivery {
  const type = oneOf(['embedded', 'pointer', 'url'], delivery['type'], 'boot.ignition.type');
  if (type === 'embedded') return { type };
  const url = string(delivery['url'], 'boot.ignition.url');
  if (type === 'url') return { type, url };
  const needsToken = delivery['needsToken'] === true;
  const document = object(delivery['document'], 'boot.ignition.document');
  return { type, url, document, needsToken };
}

function readPart(entry: Json): MachinePart {
  const part = object(entry, 'part');
  return {
    name: string(part['name'], 'part.name'),
    version: stringOrNull(part['version'], 'part.version'),
    hash: stringOrNull(part['hash'], 'part.hash'),
    url: stringOrNull(part['url'], 'part.url'),
  };
}

function oneOf<Word extends string>(
  words: readonly Word[],
  value: Json | undefined,
  path: string,
): Word {
  const word = words.find((known) => known === value);
  if (word === undefined) throw unexpected(path, value);
  return word;
}
