import { readFile } from 'node:fs/promises';
import { awaitIdle } from './await-idle.ts';
import { type FloorRequest, sendAll } from './floor.ts';
import { type ManyObjects, writeManyObjects } from './many-objects.ts';
import type { Measurement } from './measure.ts';
import { printTable, type Row } from './print-table.ts';
import { setUpWorkbench, type Workbench } from './workbench.ts';

/** The steps of a deployment's life, each on what the one before has left. */
const STEPS = [
  ['first deploy', { revision: 1 }],
  ['again, with a new checksum', { revision: 2 }],
  ['one changed, ten removed', { revision: 3, removed: 10 }],
] as const;

type Contestant = (bench: Workbench, objects: ManyObjects) => Promise<Measurement>;

/** Who applies, and how long it takes; what is not theirs to do is done before. */
const contestants: Readonly<Record<string, Contestant>> = {
  'kubernixos apply prune': async (bench, objects) => {
    const path = await writeManyObjects(bench.plane.dir, objects);
    return bench.kubernixos(path, 'apply', 'prune', '--yes');
  },
  'kubectl apply --server-side': async (bench, objects) =>
    bench.kubectlApply(await dump(bench, objects)),
  kapp: async (bench, objects) => {
    const file = await dump(bench, objects);
    if (bench.kapp === null) throw new Error('KAPP is not set');
    return bench.kapp(objects.prefix, file);
  },
  'the floor': async (bench, objects) => floor(bench, await dump(bench, objects)),
};

/** What a run consists of, each part by itself, on what is there already. */
const parts: Readonly<Record<string, Contestant>> = {
  'nix-instantiate alone': async (bench, objects) =>
    bench.nix(await writeManyObjects(bench.plane.dir, objects)),
  'kubernixos: evaluate, check': async (bench, objects) =>
    bench.kubernixos(await writeManyObjects(bench.plane.dir, objects)),
  'kubernixos prune: also connect, list, decide': async (bench, objects) =>
    bench.kubernixos(await writeManyObjects(bench.plane.dir, objects), 'prune', '--yes'),
};

/**
 * Deploys so many objects, changes them and removes some, by every contestant in turn; prints tables.
 * `distance` is the way to the server and back, in milliseconds.
 */
export async function benchDeploy(count: number, rounds: number, distance = 0): Promise<void> {
  const what = `${String(count)} objects${distance === 0 ? '' : `, ${String(distance)} ms away`}`;
  const names = Object.keys(contestants).filter((name) => name !== 'kapp' || hasKapp());
  const results = new Map<string, Map<string, Measurement[]>>();
  const note = (table: string, row: string, measurement: Measurement) => {
    const rows = results.get(table) ?? new Map<string, Measurement[]>();
    results.set(table, rows.set(row, [...(rows.get(row) ?? []), measurement]));
  };
  for (let round = 0; round < rounds; round++) {
    console.log(`${what}, round ${String(round + 1)} of ${String(rounds)}`);
    await using bench = await setUpWorkbench({ distance });
    for (const name of rotate(names, round))
      for (const [step, change] of STEPS) {
        const objects = { prefix: prefixOf(name), count, ...change };
        await awaitIdle();
        note(step, name, (await contestants[name]?.(bench, objects)) ?? missing(name));
      }
    const objects = { prefix: prefixOf('kubernixos apply prune'), count, ...STEPS[2][1] };
    await awaitIdle();
    for (const [name, part] of Object.entries(parts))
      note('parts of a run', name, await part(bench, objects));
  }
  for (const [title, rows] of results)
    printTable(
      `${what}, ${title}`,
      [...rows].map(([name, measurements]): Row => ({ name, measurements })),
      title === 'parts of a run' ? [] : ['kubectl apply --server-side', 'the floor'],
    );
}

function hasKapp(): boolean {
  return (process.env['KAPP'] ?? '') !== '';
}

function missing(name: string): never {
  throw new Error(`${name} is no contestant`);
}

/** Every contestant begins a round once: who comes first meets an emptier cluster. */
function rotate(names: readonly string[], round: number): readonly string[] {
  const start = round % names.length;
  return [...names.slice(start), ...names.slice(0, start)];
}

function prefixOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]+/g, '-');
}

async function dump(bench: Workbench, objects: ManyObjects): Promise<string> {
  return bench.dump(await writeManyObjects(bench.plane.dir, objects));
}

async function floor({ plane }: Workbench, file: string): Promise<Measurement> {
  const { items } = JSON.parse(await readFile(file, 'utf8')) as { items: readonly Item[] };
  const isNamespace = ({ kind }: Item) => kind === 'Namespace';
  let seconds = 0;
  for (const some of [items.filter(isNamespace), items.filter((item) => !isNamespace(item))])
    seconds += (await sendAll(plane, some.map(patch))).seconds;
  return { seconds, peakMegabytes: 0 };
}

interface Item {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

function patch(item: Item): FloorRequest {
  const { apiVersion, kind, metadata } = item;
  const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  const within = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  const query = 'fieldManager=kubernixos&force=true&fieldValidation=Strict';
  return {
    method: 'PATCH',
    path: `${root}${within}/${kind.toLowerCase()}s/${metadata.name}?${query}`,
    accept: 'application/json',
    body: JSON.stringify(item),
  };
}
