import { resolve } from 'node:path';
import { virtualizer } from '../../../adapters/qemu/virtualizer.ts';
import { Failure } from '../../../model/failure.ts';
import { MACHINE_FIRMWARES, type MachineFirmware } from '../../../model/machine.ts';
import { printableLine } from '../../../report/printable.ts';
import { tryMachine } from '../../../workflows/machine/try-machine.ts';
import type { OptionValues } from '../../arguments/option-values.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { exactWords, machinePorts, machineRequest } from './machine-request.ts';
import { type NumberOption, numberOption } from './number-option.ts';

/** In MiB. Flatcar unpacks itself in memory; with less than the least no firmware starts anything. */
const MEMORY: NumberOption = { least: 128, most: 1024 ** 2, otherwise: 4096 };

/** In seconds. The most is a week. */
const PATIENCE: NumberOption = { least: 1, most: 7 * 24 * 3600, otherwise: 300 };

/** 0 is for none. */
const SSH_PORT = { least: 0, most: 65_535 };

/** `kubernixos [HOSTGROUP] machine test NAME --image FILE [--firmware uefi|bios] [--expect TEXT]` */
export const runTest: RunCommand = (request, color, environment) => {
  const { env, cwd, stdout, signal } = environment;
  const { options } = request;
  const [name = ''] = exactWords(request, ['NAME']);
  const expected = options.text('expect');
  const seconds = numberOption(options, 'timeout', PATIENCE);
  const usualPort = expected === null ? 2222 : 0;
  const sshPort = numberOption(options, 'ssh-port', { ...SSH_PORT, otherwise: usualPort });
  return tryMachine(
    machineRequest(request, environment),
    {
      ...{ name, image: imageOf(options, cwd), firmware: firmwareOf(options) },
      kvm: options.on('kvm'),
      memoryMebibytes: numberOption(options, 'memory', MEMORY),
      sshPort: sshPort === 0 ? null : sshPort,
      window: options.on('window'),
      expectation: expected === null ? null : { text: expected, milliseconds: seconds * 1000 },
    },
    {
      ...machinePorts(environment, tellLines(color, environment)),
      virtualizer: virtualizer(env, cwd, {
        ovmf: options.text('ovmf'),
        console: (chunk) => stdout.write(chunk),
      }),
      hear: (line) => stdout.write(`${printableLine(line)}\n`),
    },
    signal,
  );
};

/** From the root: of what qemu gets otherwise, all before a colon is a protocol. */
function imageOf(options: OptionValues, cwd: string): string {
  const image = options.text('image');
  if (image !== null) return resolve(cwd, image);
  throw new Failure({
    code: 'missing-value',
    message: 'machine test needs an image to boot',
    hint: 'Write --image FILE, as machine image has made it.',
  });
}

function firmwareOf(options: OptionValues): MachineFirmware | null {
  const text = options.text('firmware');
  const firmware = MACHINE_FIRMWARES.find((one) => one === text);
  if (text === null || firmware !== undefined) return firmware ?? null;
  throw new Failure({
    code: 'invalid-value',
    message: `--firmware is one of ${MACHINE_FIRMWARES.join(' and ')}, not ${JSON.stringify(text)}`,
  });
}
