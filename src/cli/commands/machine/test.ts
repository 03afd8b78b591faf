import { virtualizer } from '../../../adapters/qemu/virtualizer.ts';
import { Failure } from '../../../model/failure.ts';
import { MACHINE_FIRMWARES, type MachineFirmware } from '../../../model/machine.ts';
import { printableLine } from '../../../report/printable.ts';
import { tryMachine } from '../../../workflows/machine/try-machine.ts';
import type { OptionValues } from '../../arguments/option-values.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { exactWords, machinePorts, machineRequest } from './machine-request.ts';
import { numberOption } from './number-option.ts';

/** What Flatcar takes, which unpacks itself in memory. */
const MEMORY_MEBIBYTES = 4096;
const SSH_PORT = 2222;
const PATIENCE_SECONDS = 300;

/** `kubernixos [HOSTGROUP] machine test NAME --image FILE [--firmware uefi|bios] [--expect TEXT]` */
export const runTest: RunCommand = (request, color, environment) => {
  const { env, cwd, stdout, signal } = environment;
  const { options } = request;
  const [name = ''] = exactWords(request, ['NAME']);
  const expected = options.text('expect');
  const seconds = numberOption(options, 'timeout', PATIENCE_SECONDS);
  const sshPort = numberOption(options, 'ssh-port', expected === null ? SSH_PORT : 0);
  return tryMachine(
    machineRequest(request, environment),
    {
      ...{ name, image: imageOf(options), firmware: firmwareOf(options) },
      kvm: options.on('kvm'),
      memoryMebibytes: numberOption(options, 'memory', MEMORY_MEBIBYTES),
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

function imageOf(options: OptionValues): string {
  const image = options.text('image');
  if (image !== null) return image;
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
