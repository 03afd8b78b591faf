import { isDirectory } from '../../../adapters/file-system.ts';
import { textFileIn } from '../../../adapters/text-file.ts';
import { fieldLines } from '../../../report/field-lines.ts';
import { styleFor } from '../../../report/style.ts';
import { diffMachine, type EarlierMachine } from '../../../workflows/machine/diff-machine.ts';
import { absoluteSource } from '../../absolute-source.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { exactWords, machinePorts, machineRequest } from './machine-request.ts';

/** `kubernixos [HOSTGROUP] machine diff NAME EARLIER` */
export const runDiff: RunCommand = async (request, color, environment) => {
  const { cwd, stdout, signal } = environment;
  const [name = '', word = ''] = exactWords(request, ['NAME', 'EARLIER']);
  const asked = machineRequest(request, environment);
  const earlier: EarlierMachine =
    word.endsWith('.nix') || isDirectory(cwd, word)
      ? {
          type: 'hostgroup',
          request: { ...asked, source: absoluteSource({ type: 'hostgroup', file: word }, cwd) },
        }
      : { type: 'ignition', file: word };
  const ports = {
    ...machinePorts(environment, tellLines(color, environment)),
    readText: textFileIn(cwd),
  };
  const changes = await diffMachine(asked, name, earlier, ports, signal);
  const style = styleFor(color && stdout.isTTY === true);
  const lines = changes.flatMap((change) => fieldLines(change, style));
  stdout.write(`${lines.length === 0 ? 'nothing changes' : lines.join('\n')}\n`);
  return 'done';
};
