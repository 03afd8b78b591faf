import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { main } from '../../../src/cli/main.ts';

/** Runs this command line, interrupted already by this signal; gives what it ends with and says. */
async function interrupt(args: readonly string[], signal: string) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const exitCode = await main({
    argv: args,
    env: { MODULES: '[ ]' },
    cwd: '/',
    ...{ stdin, stdout, stderr },
    signal: AbortSignal.abort(signal),
  });
  return { exitCode, said: String(stderr.read() ?? '') };
}

const unsure =
  'interrupted: what is not listed above may or may not have been done; run it again to converge\n';

test.each([
  [['apply'], 'SIGINT', 130, unsure],
  [['prune', 'dump'], 'SIGTERM', 143, unsure],
  [['apply'], 'SIGPIPE', 141, unsure],
  [[], 'SIGINT', 130, 'interrupted\n'],
  [['dump'], 'SIGTERM', 143, 'interrupted\n'],
  [['build'], 'SIGHUP', 129, 'interrupted\n'],
  [['apply', 'prune', '--dry-run=server'], 'SIGINT', 130, 'interrupted\n'],
  [['dump'], 'SIGPIPE', 141, ''],
  [['apply', '--dry-run=client'], 'SIGPIPE', 141, ''],
])('%j that %s ends exits %i and says %j', async (args, signal, exitCode, said) => {
  expect(await interrupt(args, signal)).toEqual({ exitCode, said });
});
