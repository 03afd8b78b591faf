import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { waitFor } from '../../support/wait-for.ts';
import { list } from '../main/live.ts';
import { configMap, namespace, widget, widgetDefinition } from '../main/manifests.ts';
import { deleteAll, startScenario, type Scenario } from '../main/scenario.ts';
import { thorough } from '../main/thorough.ts';
import { listenSilently, writeKubeconfig } from './bad-machines.ts';
import { startMarkedRun, type MarkedRun } from './marked-run.ts';

const signals = ['SIGKILL', 'SIGTERM', 'SIGINT'] as const;
type Signal = (typeof signals)[number];

const exitCodes = { SIGTERM: 143, SIGINT: 130 };
const interrupted =
  'interrupted: what is not listed above may or may not have been done; run it again to converge';
const oldNode = findOldNode();
const deploy = ['apply', 'prune', '--yes'];

describe.each(signals)('%s leaves nothing behind', (signal) => {
  test('during evaluation', async () => {
    const { scenario } = await prepare('evaluation', signal);
    await scenario.write({ manifests: [], modules: [slowModule] });
    const run = await startMarkedRun(scenario, deploy);
    await running(run, 'nix-instantiate');

    await endBy(signal, run);
  });

  test('during connection', async () => {
    const { scenario, name } = await prepare('connection', signal);
    await scenario.write({ manifests: [namespace(name)] });
    const { port, connected, close } = await listenSilently();
    onTestFinished(close);
    const cluster = { server: `https://127.0.0.1:${port}` };
    const KUBECONFIG = await writeKubeconfig(scenario.hostgroup.dir, cluster, { token: 'it' });
    const run = await startMarkedRun(scenario, deploy, { env: { KUBECONFIG } });
    await connected;

    await endBy(signal, run);
  });

  test('during apply of many objects, and the next run applies them all', async () => {
    const { scenario, name } = await prepare('apply', signal);
    await scenario.write({ manifests: many(name) });
    const run = await startMarkedRun(scenario, deploy);
    await waitFor(async () => (await configMaps(scenario, name)) > 0, { interval: 10 });

    const kubectls = (await run.processes()).filter(isKubectlApply).length;
    const { stdout, stderr } = await endBy(signal, run);

    expect(stdout).toBe(`created     Namespace ${name}`);
    const applied = await configMaps(scenario, name);
    expect(applied).toBeLessThan(manyCount);
    if (signal !== 'SIGKILL') expectTold(applied, stderr, kubectls);
    await scenario.passes(deploy);
    expect(await configMaps(scenario, name)).toBe(manyCount);
  });

  test('at the prompt, with nothing deleted', async () => {
    const { scenario, name } = await prepare('prompt', signal);
    await scenario.write({ manifests: [namespace(name), configMap(name, 'removed')] });
    await scenario.passes(deploy);
    await scenario.write({ manifests: [namespace(name)] });
    const run = await startMarkedRun(scenario, ['apply', 'prune'], { terminal: true });
    await waitFor(() => run.said().includes('? (yes/no): '));

    await endBy(signal, run, { terminal: true });

    expect(await configMaps(scenario, name)).toBe(1);
  });

  test('during prune, and the next run prunes the rest', async () => {
    const { scenario, name } = await prepare('prune', signal);
    const group = `${name}.example.com`;
    const finalizers = ['example.com/wait'];
    const stays = [namespace(name), widgetDefinition(group)];
    onTestFinished(() => deleteAll(scenario.tools, [`customresourcedefinition/widgets.${group}`]));
    await scenario.write({
      manifests: [...stays, widget(group, name, 'one', { finalizers }), configMap(name, 'after')],
    });
    await scenario.passes(deploy);
    const release = () =>
      scenario.tools.runKubectl([
        ...['patch', `widgets.${group}`, 'one', '-n', name, '--type=merge'],
        ...['-p', '{"metadata":{"finalizers":null}}'],
      ]);
    onTestFinished(async () => {
      await release();
    });
    await scenario.write({ manifests: stays });
    const run = await startMarkedRun(scenario, deploy);
    await waitFor(() => run.said().includes(`pruned      Widget.${group} ${name}/one`));

    const { stdout } = await endBy(signal, run);

    expect(stdout).not.toContain('prune: ');
    expect(await configMaps(scenario, name)).toBe(1);
    await release();
    await scenario.passes(deploy);
    expect(await configMaps(scenario, name)).toBe(0);
  });
});

describe('Ctrl-C at a terminal, which reaches every process there, leaves nothing behind', () => {
  test('during evaluation', async () => {
    const { scenario } = await prepare('ctrl-c', 'evaluation');
    await scenario.write({ manifests: [], modules: [slowModule] });
    const run = await startMarkedRun(scenario, deploy, { terminal: true });
    await running(run, 'nix-instantiate');

    await endByKey(run);
  });

  test('during apply, and says what was done', async () => {
    const { scenario, name } = await prepare('ctrl-c', 'apply');
    await scenario.write({ manifests: many(name) });
    const run = await startMarkedRun(scenario, deploy, { terminal: true });
    await waitFor(async () => (await configMaps(scenario, name)) > 0, { interval: 10 });

    expect(await endByKey(run)).toContain(`created     Namespace ${name}`);
  });

  test('at the prompt', async () => {
    const { scenario, name } = await prepare('ctrl-c', 'prompt');
    await scenario.write({ manifests: [namespace(name), configMap(name, 'removed')] });
    await scenario.passes(deploy);
    await scenario.write({ manifests: [namespace(name)] });
    const run = await startMarkedRun(scenario, ['prune'], { terminal: true });
    await waitFor(() => run.said().includes('(yes/no): '));

    await endByKey(run);

    expect(await configMaps(scenario, name)).toBe(1);
  });
});

// The tool runs itself again under a newer Node; a signal to the first must end the second.
describe.runIf(oldNode !== undefined)('under a Node that is too old', () => {
  test.each(signals)('%s leaves nothing behind', async (signal) => {
    const { scenario } = await prepare('old-node', signal);
    await scenario.write({ manifests: [], modules: [slowModule] });
    const run = await startMarkedRun(scenario, deploy, { node: oldNode ?? '' });
    await running(run, 'nix-instantiate');

    await endBy(signal, run);
  });
});

test('a reader that goes away ends the run without a stack trace', async () => {
  const { scenario, name } = await prepare('pipe', 'dump');
  const text = 'x'.repeat(1000);
  await scenario.write({ manifests: many(name, { text }) });
  const command = `'${process.execPath}' '${builtTool}' '${scenario.hostgroup.path}' dump`;

  const { stdout, stderr } = await runProgram('sh', ['-c', `${command} | head -c 1`]);

  expect(stdout).toBe('{');
  expect(stderr).not.toMatch(/^ +at |EPIPE|bug/m);
});

test('a reader of everything that goes away ends the run, and leaves nothing behind', async () => {
  const { scenario, name } = await prepare('pipe', 'apply');
  await scenario.write({ manifests: many(name) });
  const run = await startMarkedRun(scenario, deploy);
  await waitFor(() => run.said() !== '');
  run.stopReading();

  await run.nothingLeft();
});

// Every moment of a run, as far as the clock can tell.
test('a run that is killed at any moment leaves nothing behind, and the next one converges', async () => {
  const { scenario, name } = await prepare('any', 'moment');
  const one = many(name, { release: 'one' });
  const other = many(name, { release: 'other' }).slice(0, -10);
  await scenario.write({ manifests: one });
  const start = performance.now();
  await scenario.passes(deploy);
  const duration = performance.now() - start;

  for (const [index, part] of moments().entries()) {
    await scenario.write({ manifests: index % 2 === 0 ? other : one });
    const run = await startMarkedRun(scenario, deploy);
    await sleep(duration * part);
    await run.kill(signals[index % signals.length] ?? 'SIGKILL').catch(() => undefined);
    await run.ended;
    await run.nothingLeft();
  }

  await scenario.passes(deploy);
  await scenario.write({ manifests: one });
  await scenario.passes(deploy);
  expect(await configMaps(scenario, name)).toBe(manyCount);
}, 600_000);

function moments(): readonly number[] {
  const count = thorough ? 40 : 4;
  return Array.from({ length: count }, (_, index) => (index + 0.5) / count);
}

/** Ends a run by a signal to the tool; throws unless nothing remains of it. */
async function endBy(signal: Signal, run: MarkedRun, { terminal = false } = {}) {
  await run.kill(signal);
  const result = await run.ended;
  await run.nothingLeft();
  // A terminal tells of a signal as shells do, and is the one stream there.
  if (signal === 'SIGKILL') expect(terminal ? signal : result.signal).toBe(signal);
  else expect(result.exitCode).toBe(exitCodes[signal]);
  if (signal !== 'SIGKILL') expect(run.said()).toContain(interrupted);
  return result;
}

/** Ends a run at a terminal by Ctrl-C; gives what stood there. */
async function endByKey(run: MarkedRun): Promise<string> {
  run.type('\x03');
  const { exitCode, stdout } = await run.ended;
  await run.nothingLeft();
  expect(exitCode).toBe(130);
  expect(stdout).toContain(interrupted);
  return stdout;
}

/** All that was applied is told, but for the one object that each kubectl had under way. */
function expectTold(applied: number, stderr: string, kubectls: number): void {
  const told = stderr.match(/^applied before the interruption: configmap\/map-\d+ /gm) ?? [];
  expect(kubectls).toBeGreaterThan(0);
  expect(told.length).toBeLessThanOrEqual(applied);
  expect(told.length).toBeGreaterThanOrEqual(applied - kubectls);
}

function isKubectlApply({ command }: { readonly command: string }): boolean {
  return /^\S*kubectl apply /.test(command);
}

const manyCount = 400;

function many(name: string, data: Readonly<Record<string, string>> = {}): readonly object[] {
  const maps = Array.from({ length: manyCount }, (_, index) =>
    configMap(name, `map-${index}`, data),
  );
  return [namespace(name), ...maps];
}

/** Counts for minutes. */
const slowModule = `{ kubernixos.manifests.slow = {
  apiVersion = "v1"; kind = "ConfigMap"; metadata.name = "slow";
  data.sum = let
    inherit (builtins) foldl' genList;
    numbers = genList (n: n) 10000;
    count = list: foldl' (sum: _: sum + 1) 0 list;
  in toString (foldl' (sum: _: sum + count numbers) 0 (genList (n: n) 1000000));
}; }`;

async function prepare(
  moment: string,
  variant: string,
): Promise<{ readonly scenario: Scenario; readonly name: string }> {
  const name = `faults-${moment}-${variant.toLowerCase()}`;
  return { scenario: await startScenario(name, [`namespace/${name}`]), name };
}

async function running(run: MarkedRun, program: string): Promise<void> {
  await waitFor(async () =>
    (await run.processes()).some(({ command }) => command.split(' ')[0]?.endsWith(program)),
  );
}

async function configMaps({ tools }: Scenario, namespace: string): Promise<number> {
  const all = await list(tools, ['configmaps', '-n', namespace]);
  return all.filter(({ metadata }) => metadata.name !== 'kube-root-ca.crt').length;
}

/** A Node on PATH that is older than what the tool needs. */
function findOldNode(): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return directories
    .map((directory) => join(directory, 'node'))
    .filter((node) => existsSync(node))
    .find((node) => {
      const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
      return Number.parseInt(stdout.slice(1)) < 22;
    });
}
