import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';
import { waitFor } from '../../support/wait-for.ts';
import { list, type LiveObject, nameOf, versions } from '../main/live.ts';
import { configMap, type Manifest } from '../main/manifests.ts';
import { scenarioIn, startScenario, type Scenario } from '../main/scenario.ts';
import { thorough } from '../main/thorough.ts';
import { manyKinds } from './many-kinds.ts';
import { type MarkedRun, signalProcess, startMarkedRun } from './marked-run.ts';
import { falseClaims } from './true-words.ts';

const deploy = ['apply', 'prune', '--yes'];

type Way = 'tool' | 'all' | 'kubectl' | 'SIGTERM' | 'SIGINT';

/** SIGKILL of the tool, of all its processes, or of one kubectl. */
const kills: readonly Way[] = ['tool', 'kubectl', 'all', 'tool', 'tool', 'all'];
const signals: readonly Way[] = ['SIGTERM', 'SIGINT'];

const rounds = thorough
  ? [...Array.from({ length: 5 }, () => kills).flat(), ...signals, ...signals, ...signals]
  : (['tool', 'kubectl', 'SIGTERM', 'all'] as const);

const exitCodes = { SIGTERM: 143, SIGINT: 130 };

const seed = Number(process.env['KUBERNIXOS_TEST_SEED'] ?? Date.now() % 1_000_000);

test(`a run that is ended at a random moment loses nothing, and the next one converges (KUBERNIXOS_TEST_SEED=${String(seed)})`, async () => {
  const random = seededRandom(seed);
  const world = await prepare('faults-anywhere');
  const start = performance.now();
  let before = await converge(world, world.some(random), await world.look());
  const duration = performance.now() - start;

  for (const [round, way] of rounds.entries()) {
    const moment = random.next() * duration;
    const context = `round ${round}: ${way} after ${Math.round(moment)} of ${Math.round(duration)} ms`;
    const release = world.some(random);
    const wanted = await world.write(release);
    const run = await startMarkedRun(world.scenario, deploy, { temporary: world.temporary });
    await Promise.race([sleep(moment), run.ended]);
    await end(run, way, random);
    const after = await world.look();

    expect(await leftIn(world.temporary, way), context).toEqual([]);
    expect(lost(before.ours, wanted, after.ours), context).toEqual([]);
    expect(surplus(before.ours, wanted, after.ours), context).toEqual([]);
    expect(falseClaims(run.said(), after.ours), context).toEqual([]);
    expect(after.others, context).toEqual(before.others);
    // Now and then, the next run is killed as well.
    before = round % 3 === 1 ? after : await converge(world, release, after);
  }
}, 900_000);

/** What lies in the cluster. */
interface Sight {
  /** The objects of the deployment, by name. */
  readonly ours: ReadonlyMap<string, LiveObject>;
  /** resourceVersion of what belongs to others, by name. */
  readonly others: Readonly<Record<string, string>>;
}

interface World {
  readonly scenario: Scenario;
  /** Shared by all runs, so that each meets what those before it have left. */
  readonly temporary: string;
  /** The manifests of a release of about 500 objects. */
  readonly some: (random: SeededRandom) => readonly Manifest[];
  /** Makes them the release; gives the names of all that it holds. */
  readonly write: (manifests: readonly Manifest[]) => Promise<ReadonlySet<string>>;
  readonly look: () => Promise<Sight>;
}

async function prepare(name: string): Promise<World> {
  const { needed, others, clusterWide, types } = manyKinds(name);
  const definition = `customresourcedefinition/widgets.${name}.example.com`;
  const scenario = await scenarioIn(name, definition, ...clusterWide);
  const { tools } = scenario;
  const temporary = await mkdtemp(join(tmpdir(), 'kubernixos-anywhere-'));
  onTestFinished(() => rm(temporary, { recursive: true, force: true }));
  const write: World['write'] = async (manifests) => {
    await scenario.write({ manifests });
    return new Set(manifests.map(nameOf));
  };
  await write([...needed, ...others.slice(0, 500)]);
  await scenario.passes(deploy);
  await makeBystanders(scenario, name);
  const look: World['look'] = async () => {
    const all = [
      ...(await list(tools, [types.join(','), '-n', name])),
      ...(await list(tools, [`namespace/${name}`, definition])),
    ];
    const isOurs = ({ metadata }: LiveObject) =>
      metadata.annotations?.['kubernixos/owner']?.startsWith(`${name}:`) === true;
    const isBeside = (object: LiveObject) =>
      !isOurs(object) && ['ConfigMap', 'Secret'].includes(object.kind);
    return {
      ours: new Map(all.filter(isOurs).map((object) => [nameOf(object), object])),
      others: versions(all.filter(isBeside)),
    };
  };
  await waitFor(async () => `ConfigMap ${name}/kube-root-ca.crt` in (await look()).others);
  // About nine of ten: every release drops some objects, and brings some back.
  const some = (random: SeededRandom) => [...needed, ...others.filter(() => random.next() < 0.9)];
  return { scenario, temporary, some, write, look };
}

/** Another deployment's objects, and what kubernixos knows nothing of. */
async function makeBystanders({ tools }: Scenario, name: string): Promise<void> {
  const other = await startScenario(`${name}-other`, []);
  await other.write({ manifests: ['one', 'two'].map((id) => configMap(name, `other-${id}`)) });
  await other.passes(['apply']);
  await tools.kubectl(['create', 'configmap', 'unmanaged', '-n', name]);
  await tools.kubectl(['create', 'secret', 'generic', 'unmanaged', '-n', name]);
}

async function end(run: MarkedRun, way: Way, random: SeededRandom): Promise<void> {
  if (way === 'all') await run.killAll();
  else if (way === 'kubectl') await killKubectl(run, random);
  else await run.kill(way === 'tool' ? 'SIGKILL' : way).catch(() => undefined); // It has ended.
  const { exitCode, signal } = await run.ended;
  await waitFor(async () => (await run.processes()).length === 0, { deadline: 15_000 });
  if (way === 'SIGTERM' || way === 'SIGINT') expect([0, exitCodes[way]]).toContain(exitCode);
  if (way === 'kubectl') expect([0, 1]).toContain(exitCode);
  if (way === 'tool' || way === 'all') expect([undefined, 'SIGKILL']).toContain(signal);
}

/** Kills one of the kubectl that run, the proxy among them, as soon as there is one. */
async function killKubectl(run: MarkedRun, random: SeededRandom): Promise<void> {
  const isKubectl = ({ command }: { readonly command: string }) => /^\S*kubectl /.test(command);
  const ended = run.ended.then(() => 'ended' as const);
  for (;;) {
    const running = (await run.processes()).filter(isKubectl);
    if (running.length > 0) {
      signalProcess(random.oneOf(running).pid, 'SIGKILL');
      return;
    }
    if ((await Promise.race([ended, sleep(10)])) === 'ended') return;
  }
}

/** Where all processes end at once, a directory may stay, for the next run to remove. */
async function leftIn(temporary: string, way: Way): Promise<readonly string[]> {
  if (way === 'all') return [];
  const left = async () => {
    const names = await readdir(temporary);
    const holds = await Promise.all(names.map(async (name) => readdir(join(temporary, name))));
    // What is empty may be of a run that has just begun; it goes a minute later.
    return names.filter((_, index) => (holds[index] ?? []).length > 0);
  };
  await waitFor(async () => (await left()).length === 0, { deadline: 15_000 }).catch(
    () => undefined,
  );
  return left();
}

/** What was there, is wanted, and is there no more, or was made anew. */
function lost(
  before: ReadonlyMap<string, LiveObject>,
  wanted: ReadonlySet<string>,
  after: ReadonlyMap<string, LiveObject>,
): readonly string[] {
  return [...before]
    .filter(([name]) => wanted.has(name))
    .filter(([name, { metadata }]) => after.get(name)?.metadata.uid !== metadata.uid)
    .map(([name]) => name);
}

/** What neither was there nor is wanted. */
function surplus(
  before: ReadonlyMap<string, LiveObject>,
  wanted: ReadonlySet<string>,
  after: ReadonlyMap<string, LiveObject>,
): readonly string[] {
  return [...after.keys()].filter((name) => !before.has(name) && !wanted.has(name));
}

/** Runs it undisturbed: exactly the release is there then, and nothing that stays was made anew. */
async function converge(
  { scenario, look, write, temporary }: World,
  release: readonly Manifest[],
  before: Sight,
): Promise<Sight> {
  const wanted = await write(release);
  const run = await startMarkedRun(scenario, deploy, { temporary });
  const { exitCode, stdout, stderr } = await run.ended;
  expect(exitCode, stdout + stderr).toBe(0);
  const after = await look();
  expect([...after.ours.keys()].sort()).toEqual([...wanted].sort());
  expect(lost(before.ours, wanted, after.ours)).toEqual([]);
  expect(falseClaims(run.said(), after.ours)).toEqual([]);
  expect(after.others).toEqual(before.others);
  expect(await leftIn(temporary, 'tool')).toEqual([]);
  return after;
}
