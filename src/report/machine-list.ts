import { printJson } from '../model/exact-json.ts';
import type { Json } from '../model/json.ts';
import type { Machine } from '../model/machine.ts';
import { tableLines } from './table.ts';

const HEAD = ['NAME', 'HOSTNAME', 'MATCH', 'SYSTEM', 'BOOT', 'SECRETS'];

/** Machines as a table. */
export function machineTable(machines: readonly Machine[]): string {
  return `${tableLines([HEAD, ...machines.map(row)]).join('\n')}\n`;
}

function row({ name, hostname, match, os, boot, secrets }: Machine): readonly string[] {
  const marks = [...match.macs, match.uuid, match.serial].filter((mark) => mark !== null);
  return [
    name,
    hostname,
    marks.join(' ') || '-',
    `${os.type} ${os.version} (${os.channel})`,
    `${boot.source}, ${boot.firmware.join('+')}, ${boot.ignition.type}`,
    secrets.map(({ file }) => file).join(' ') || '-',
  ];
}

/** Machines as one JSON list, without what other verbs print. */
export function machinesJson(machines: readonly Machine[]): string {
  return `${printJson(machines.map(summary), '  ')}\n`;
}

function summary(machine: Machine): Json {
  const { name, hostname, arch, match, os, boot, kernelCommandLine, secrets, parts } = machine;
  return {
    ...{ name, hostname, arch, kernelCommandLine },
    match: { ...match },
    os: { ...os, kernel: { ...os.kernel }, initrd: { ...os.initrd } },
    boot: { ...boot, ignition: { ...boot.ignition } },
    secrets: secrets.map((group) => ({
      ...group,
      keys: group.keys.map((key) => ({ ...key })),
      reserved: group.reserved.map((variable) => ({ ...variable })),
    })),
    parts: parts.map((part) => ({ ...part })),
  };
}
