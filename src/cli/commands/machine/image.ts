import { imageBuilder } from '../../../adapters/image/image-builder.ts';
import { secretFileIn } from '../../../adapters/secret-file.ts';
import { belowHome } from '../../../adapters/home-directory.ts';
import { ownIpxe } from '../../../adapters/ipxe/own-ipxe.ts';
import { pinnedIpxe } from '../../../adapters/ipxe/pinned-ipxe.ts';
import { textFileIn } from '../../../adapters/text-file.ts';
import { Failure } from '../../../model/failure.ts';
import { inactiveLines, suppliedLines } from '../../../report/machine-secrets.ts';
import { imageLine } from '../../../report/made-image.ts';
import { makeImage } from '../../../workflows/machine/make-image.ts';
import type { OptionValues } from '../../arguments/option-values.ts';
import type { RunCommand } from '../run-command.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import { exactWords, machinePorts, machineRequest } from './machine-request.ts';
import { secretFileOption } from './secret-file-option.ts';

/** `kubernixos [HOSTGROUP] machine image NAME --out FILE [--secrets FILE]… [--secret-file NAME=FILE]…` */
export const runImage: RunCommand = async (request, color, environment) => {
  const { env, cwd, stdout, signal } = environment;
  const { options } = request;
  const tell = tellLines(color, environment);
  const warn = (text: string) => {
    tell(`warning: ${text}`);
  };
  const ipxe = options.text('ipxe');
  const [name = ''] = exactWords(request, ['NAME']);
  const out = outOf(options);
  const { machine, secrets, image } = await makeImage(
    machineRequest(request, environment),
    {
      name,
      out,
      inputs: {
        files: options.texts('secrets'),
        values: options.texts('secret-file').map(secretFileOption),
      },
      bearerSecret: options.text('bearer-secret'),
      variables: env,
    },
    {
      ...machinePorts(environment, tell),
      read: secretFileIn(cwd, env, warn, signal),
      readPublic: (file) => textFileIn(cwd)(belowHome(env, file)),
      ipxe: ipxe === null ? pinnedIpxe(env) : ownIpxe(cwd, ipxe),
      builder: imageBuilder(env, cwd),
    },
    signal,
  );
  for (const line of [...suppliedLines(secrets.supplied), ...inactiveLines(secrets.left)])
    tell(line);
  stdout.write(imageLine(out, machine, image));
  return 'done';
};

function outOf(options: OptionValues): string {
  const out = options.text('out');
  if (out !== null) return out;
  throw new Failure({
    code: 'missing-value',
    message: 'machine image needs a file to write',
    hint: 'Write --out FILE. It will hold secrets: keep it where only you can read.',
  });
}
