import { blockDevices } from '../../../adapters/flash/block-devices.ts';
import { stickWriter } from '../../../adapters/flash/stick-writer.ts';
import { statusLine } from '../../../adapters/status-line.ts';
import { terminalPrompt } from '../../../adapters/terminal.ts';
import { contentLines, deviceLine } from '../../../report/block-device.ts';
import { printable, printableLine } from '../../../report/printable.ts';
import { flashImage } from '../../../workflows/machine/flash-image.ts';
import type { RunCommand } from '../run-command.ts';
import { askSerial } from './ask-serial.ts';
import { exactWords } from './machine-request.ts';

/** `kubernixos machine flash IMAGE DEVICE [--dry-run] [--yes --serial=SERIAL]` */
export const runFlash: RunCommand = async (request, _color, environment) => {
  const { env, cwd, stdin, stdout, stderr, signal } = environment;
  const { options } = request;
  const [image = '', device = ''] = exactWords(request, ['IMAGE', 'DEVICE']);
  const line = statusLine({ stdout, stderr, env });
  const tell = (text: string) => {
    line.stderr.write(`${printable(text)}\n`);
  };
  try {
    return await flashImage(
      { image, device, dryRun: options.on('dry-run') },
      {
        devices: blockDevices(env, cwd),
        writer: stickWriter(cwd),
        show: (found) => {
          for (const text of [deviceLine(found), ...contentLines(found)])
            line.stdout.write(`${printableLine(text)}\n`);
        },
        consent: (found) =>
          askSerial(
            found,
            {
              yes: options.on('yes'),
              serial: options.text('serial'),
              prompt: terminalPrompt(stdin, line),
              tell,
            },
            signal,
          ),
        progress: (done) => {
          line.show(() => `writing and reading back: ${String(Math.floor(done * 100))} %`);
        },
        tell,
      },
      signal,
    );
  } finally {
    line.show(null);
  }
};
