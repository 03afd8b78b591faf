import { diffObjects } from '../../../src/plan/diff-objects.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { list, nameOf, type LiveObject } from './live.ts';
import { expectExit, type Scenario } from './scenario.ts';

/** A change as `plan --json` tells it, as far as the tests look at it. */
export interface PlannedChange {
  readonly op: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly note?: string | null;
  readonly message?: string;
  readonly reason?: { readonly type: string };
  readonly fields?: readonly {
    readonly path: string;
    readonly type: string;
    readonly from?: unknown;
    readonly to?: unknown;
    readonly masked: boolean;
  }[];
  readonly taken?: readonly { readonly manager: string; readonly paths: readonly string[] }[];
}

export interface PlanDocument {
  readonly summary: Readonly<Record<string, number>>;
  readonly changes: readonly PlannedChange[];
}

/** Runs `plan --json`, with further arguments, and reads what it prints. */
export async function readPlan(
  scenario: Scenario,
  exitCode: number,
  ...args: readonly string[]
): Promise<PlanDocument> {
  const { stdout } = await expectExit(exitCode, scenario.run(['plan', '--json', ...args]));
  return JSON.parse(stdout) as PlanDocument;
}

/** The objects of a plan with one of these operations, as `Kind namespace/name`, sorted. */
export function planned({ changes }: PlanDocument, ...ops: readonly string[]): readonly string[] {
  return changes
    .filter(({ op }) => ops.includes(op))
    .map(
      ({ kind, namespace, name }) => `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`,
    )
    .sort();
}

/** What really happened to the objects that `look` lists while `act` ran, in the words of a plan. */
export async function observe(
  look: () => Promise<readonly LiveObject[]>,
  act: () => Promise<unknown>,
): Promise<Observed> {
  const before = byName(await look());
  await act();
  const after = byName(await look());
  const created = [...after.keys()].filter((name) => !before.has(name));
  const pruned = [...before.keys()].filter((name) => !after.has(name));
  const fields = [...before].flatMap(([name, old]) => {
    const now = after.get(name);
    const changes = now === undefined ? [] : changesBetween(old, now);
    return changes.length === 0 ? [] : [[name, changes] as const];
  });
  return { created: created.sort(), pruned: pruned.sort(), updated: Object.fromEntries(fields) };
}

type Json = LiveObject & JsonObject;

/** Without what the Deployment controller counts, when it has seen a new template. */
function changesBetween(old: LiveObject, now: LiveObject): ReturnType<typeof diffObjects> {
  return diffObjects(old as Json, now as Json).filter(
    ({ path }) => !path.includes('deployment.kubernetes.io/revision'),
  );
}

export interface Observed {
  readonly created: readonly string[];
  readonly pruned: readonly string[];
  /** Changed fields by object. */
  readonly updated: Readonly<Record<string, ReturnType<typeof diffObjects>>>;
}

function byName(objects: readonly LiveObject[]): ReadonlyMap<string, LiveObject> {
  return new Map(objects.map((object) => [nameOf(object), object]));
}

/** What a plan foretold, in the same form; updates that no field shows are left out. */
export function foretold(plan: PlanDocument): Observed {
  const updates = plan.changes
    .filter(({ op, fields = [] }) => op === 'update' && fields.length > 0)
    .map((change) => [
      planned({ ...plan, changes: [change] }, 'update')[0] ?? '',
      complete(change),
    ]);
  return {
    created: planned(plan, 'create'),
    pruned: planned(plan, 'prune'),
    updated: Object.fromEntries(updates) as Observed['updated'],
  };
}

/** JSON leaves out the values that are not there. */
function complete({ fields = [] }: PlannedChange): readonly object[] {
  return fields.map(({ from = null, to = null, ...field }) => ({ ...field, from, to }));
}

/** Lists the kinds that the tests of plan use, in some namespaces and, by name, outside of any. */
export function looker(
  { tools }: Scenario,
  namespaces: readonly string[],
  others: readonly string[],
): () => Promise<readonly LiveObject[]> {
  const kinds = [
    'configmaps',
    'secrets',
    'services',
    'deployments.apps',
    'ingresses.networking.k8s.io',
    'roles.rbac.authorization.k8s.io',
  ];
  return async () => {
    const inside = await Promise.all(
      namespaces.map((namespace) => list(tools, [kinds.join(','), '-n', namespace])),
    );
    const outside = await Promise.all(
      others.map((name) => list(tools, [name, '--ignore-not-found'])),
    );
    return [...inside.flat(), ...outside.flat()].filter(
      ({ metadata }) => metadata.name !== 'kube-root-ca.crt',
    );
  };
}
