import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { BlockDevice } from '../../model/block-device.ts';
import { parseJson } from '../../model/exact-json.ts';
import { Failure } from '../../model/failure.ts';
import type { BlockDevices } from '../../ports/stick-writer.ts';
import { runBounded } from '../bounded-run.ts';
import { list, record, text } from '../narrow.ts';

const COLUMNS = 'PATH,TYPE,SIZE,MODEL,SERIAL,TRAN,RM,HOTPLUG,RO,MOUNTPOINTS,FSTYPE,MAJ:MIN,LOG-SEC';

const BOUNDS = { timeoutMilliseconds: 30_000, mostBytes: 4 * 1024 ** 2 };

/** As the system's lsblk lists them. */
export function blockDevices(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): BlockDevices {
  return {
    async list(path, signal) {
      const args = ['--json', '--bytes', '--output', COLUMNS];
      const command = { command: 'lsblk', args, env: { PATH: env['PATH'], LC_ALL: 'C' } };
      const result = await runBounded(command, BOUNDS, signal);
      if (result.type !== 'exited') throw cannotList(`lsblk is ${result.type}`);
      if (result.exitCode !== 0) throw cannotList(result.stderr.trim());
      const devices = list(record(parse(result.stdout))['blockdevices']).map(readDevice);
      const named = resolve(cwd, path);
      return { path: await realpath(named).catch(() => named), devices };
    },
  };
}

function parse(printed: string): unknown {
  try {
    return parseJson(printed);
  } catch (cause) {
    throw cannotList('lsblk printed no JSON', cause);
  }
}

function readDevice(entry: unknown): BlockDevice {
  const device = record(entry);
  return {
    path: text(device['path']),
    type: text(device['type']),
    bytes: Number(device['size'] ?? 0),
    model: text(device['model']).trim(),
    serial: text(device['serial']).trim(),
    transport: text(device['tran']),
    removable: isOn(device['rm']) || isOn(device['hotplug']),
    readOnly: isOn(device['ro']),
    mounts: list(device['mountpoints']).map(text).filter(Boolean),
    content: text(device['fstype']),
    number: text(device['maj:min']),
    sectorBytes: Number(device['log-sec'] ?? 0),
    parts: list(device['children']).map(readDevice),
  };
}

/** Some versions say `true`, some `"1"`. */
function isOn(value: unknown): boolean {
  return value === true || value === '1' || value === 1;
}

function cannotList(reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'cannot-list-disks',
    message: `the disks of this machine cannot be listed: ${reason}`,
    hint: 'It takes lsblk of util-linux 2.37 or later, on Linux. Nothing was written.',
    cause,
  });
}
