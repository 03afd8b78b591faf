import { expect, test } from 'vitest';
import { releaseDelivery } from '../../../src/cli/deliver-release.ts';
import type { DeployRequest } from '../../../src/model/deploy-request.ts';
import { kubectlArguments, manifest, release } from '../../support/builders.ts';
import { deployRequest } from '../../support/deploy-request.ts';
import { heardOutput } from './heard-output.ts';

/** Builds a release of two manifests; tells how many files were written where. */
async function build(more: Partial<DeployRequest>) {
  const { output, ...heard } = heardOutput();
  const written: string[] = [];
  const delivery = releaseDelivery({
    request: deployRequest({ verbs: ['build'], ...more }),
    output,
    cwd: '/work',
    files: {
      replaceDirectory(directory, files) {
        written.push(`${String(files.size)} ${directory}`);
        return Promise.resolve(`/work/${directory}`);
      },
    },
  });
  await delivery.build(release([manifest({ name: 'a' }), manifest({ name: 'b' })]));
  return { ...heard, written };
}

test('writes a file per manifest and one of all, and prints where', async () => {
  expect(await build({})).toEqual({
    stdout: ['/work/result-kubernixos\n'],
    stderr: [],
    written: ['3 result-kubernixos'],
  });
});

test.each(['client', 'server'] as const)('in a %s dry run writes nothing', async (dryRun) => {
  expect(await build({ out: 'x/y', kubectl: kubectlArguments({ dryRun }) })).toEqual({
    stdout: [`would write 3 files to /work/x/y (${dryRun} dry run)\n`],
    stderr: [],
    written: [],
  });
});

test.each<[string, Partial<DeployRequest>]>([
  ['dump', { verbs: ['dump', 'build'] }],
  ['-o', { verbs: ['build', 'apply'], kubectl: kubectlArguments({ output: 'json' }) }],
])('with %s, the path is no result', async (_, more) => {
  const { stdout, stderr } = await build(more);
  expect([stdout, stderr]).toEqual([[], ['/work/result-kubernixos']]);
});
