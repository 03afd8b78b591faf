import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { waitFor } from '../../support/wait-for.ts';
import { list } from '../main/live.ts';
import { configMap, namespace } from '../main/manifests.ts';
import { scenarioIn, type Scenario } from '../main/scenario.ts';

/** As a shell counts an end by SIGPIPE. */
const BROKEN_PIPE = 141;

/** More than a pipe holds, where each is told of in a line. */
const COUNT = 400;

const many = (name: string, data: Readonly<Record<string, string>>) => [
  namespace(name),
  ...Array.from({ length: COUNT }, (_, index) =>
    configMap(name, `${'long-'.repeat(40)}${index}`, data),
  ),
];

/** Runs `kubernixos VERBS | head -1`; throws unless it leaves nothing behind. */
async function readOneLine({ tools, hostgroup }: Scenario, verbs: string) {
  const temporary = await mkdtemp(join(tmpdir(), 'kubernixos-pipe-'));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  const command = `'${process.execPath}' '${builtTool}' '${hostgroup.path}' ${verbs}`;
  const script = `${command} | head -1; echo "exit $\{PIPESTATUS[0]}" >&2`;
  const { stdout, stderr } = await runProgram('bash', ['-c', script], {
    cwd: hostgroup.dir,
    env: { ...tools.environment, TMPDIR: temporary },
  });
  await waitFor(async () => (await readdir(temporary)).length === 0, { what: 'no socket' });
  expect(stderr).not.toMatch(/^ +at |EPIPE|this is a bug/m);
  return { stdout, stderr, exitCode: Number(/^exit (\d+)$/m.exec(stderr)?.[1]) };
}

test('a reader of one line ends dump and plan without a word', async () => {
  const name = 'faults-pipe-reads';
  const scenario = await scenarioIn(name);
  await scenario.write({ manifests: many(name, { text: 'x'.repeat(1000) }) });

  const dump = await readOneLine(scenario, 'dump');
  const plan = await readOneLine(scenario, 'plan');

  expect(dump).toMatchObject({ stdout: '{\n', exitCode: BROKEN_PIPE });
  expect(plan).toMatchObject({ stdout: 'Cluster-wide\n', exitCode: BROKEN_PIPE });
  for (const { stderr } of [dump, plan]) expect(stderr).not.toContain('interrupted');
});

test('a full disk is told, and fails the run', async () => {
  const scenario = await scenarioIn('faults-full-disk');
  await scenario.write({ manifests: [namespace('faults-full-disk')] });
  const command = `'${process.execPath}' '${builtTool}' '${scenario.hostgroup.path}' dump > /dev/full`;

  const { exitCode, stderr } = await runProgram('sh', ['-c', command], {
    cwd: scenario.hostgroup.dir,
    env: scenario.tools.environment,
  });

  expect(exitCode).toBe(1);
  expect(stderr).toContain('error: standard output cannot be written: ENOSPC');
});

test('a reader of one line ends apply and prune, which say so, and the next run converges', async () => {
  const name = 'faults-pipe-writes';
  const scenario = await scenarioIn(name);
  const maps = async () =>
    (await list(scenario.tools, ['configmaps', '-n', name, '-l', 'kubernixos'])).length;
  await scenario.write({ manifests: many(name, { round: 'one' }) });

  const isTold = ({ stderr }: { readonly stderr: string }) =>
    stderr.includes('interrupted: what is not listed above may or may not have been done');
  const written = async (verbs: string, wanted: number) => {
    const result = await readOneLine(scenario, verbs);
    return { ...result, whole: (await maps()) === wanted };
  };

  const applied = await written('apply prune --yes', COUNT);
  await scenario.passes(['apply', 'prune', '--yes']);
  const whole = await maps();
  await scenario.write({ manifests: many(name, { round: 'two' }).slice(0, 10) });
  const pruned = await written('apply prune --yes --allow-mass-prune', 9);
  await scenario.passes(['apply', 'prune', '--yes', '--allow-mass-prune']);

  expect(applied.stdout).toBe(`created     Namespace ${name}\n`);
  for (const { exitCode } of [applied, pruned]) expect(exitCode).toBe(BROKEN_PIPE);
  expect(applied.whole || isTold(applied)).toBe(true);
  expect(pruned.whole || isTold(pruned)).toBe(true);
  expect(whole).toBe(COUNT);
  expect(await maps()).toBe(9);
});
