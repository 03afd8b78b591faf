import { parseArgs } from 'node:util';
import { Problem } from '../test/bootstrap/problem.mjs';
import { findOnPath } from '../test/bootstrap/programs.mjs';
import { say } from '../test/bootstrap/say.mjs';
import { buildImage } from './build-image.ts';
import { HELP, readRequest } from './read-request.ts';
import { updateLock } from './update-lock.ts';

/** `npm run image`: the image that tasks of Concourse run in, without a container engine. */
async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      arch: { type: 'string' },
      out: { type: 'string' },
      k0sctl: { type: 'string' },
      'update-lock': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  needPrograms(
    values['update-lock'] === true ? ['apt-get', 'npm'] : ['dpkg-deb', 'go', 'npm', 'tar'],
  );
  if (values['update-lock'] === true) {
    await updateLock();
    return;
  }
  const request = readRequest(values, process.arch, process.env['SOURCE_DATE_EPOCH']);
  if (request.k0sctl === null)
    say('No k0sctl in the image: no registry of packages has it. Give its file by --k0sctl FILE.');
  const digest = await buildImage(request);
  process.stdout.write(`${digest} ${request.out}\n`);
}

function needPrograms(names: readonly string[]): void {
  const missing = names.filter((name) => findOnPath(name) === undefined);
  if (missing.length === 0) return;
  throw new Problem(`The image is made by ${missing.join(' and ')}, which PATH does not have.`);
}

// Others may read what is made, whatever the user's own files are like.
process.umask(0o022);
try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Problem || error instanceof TypeError)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
}
