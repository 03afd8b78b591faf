import { parseJson } from '../model/exact-json.ts';
import type { Json, JsonObject } from '../model/json.ts';
import {
  type Machine,
  MACHINE_ARCHS,
  type MachineMatch,
  type MachineOs,
  type MachinePart,
  type PinnedFile,
} from '../model/machine.ts';
import { list, object, oneOf, string, stringOrNull, strings } from './narrow-result.ts';
import { readMachineBoot } from './read-machine-boot.ts';
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
    boot: readMachineBoot(object(machine['boot'], 'machine.boot')),
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

function readPart(entry: Json): MachinePart {
  const part = object(entry, 'part');
  return {
    name: string(part['name'], 'part.name'),
    version: stringOrNull(part['version'], 'part.version'),
    hash: stringOrNull(part['hash'], 'part.hash'),
    url: stringOrNull(part['url'], 'part.url'),
  };
}
