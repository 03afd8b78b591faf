import type { ClusterTools } from '../../support/cluster-tools.ts';
import { waitFor } from '../../support/wait-for.ts';

/** A live object, as far as the tests look at it. */
export interface LiveObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly object[];
    readonly deletionTimestamp?: string;
  };
}

/** Kinds that come, change and go by themselves. */
const restless = ['events', 'leases', 'componentstatuses', 'ipaddresses'];

/**
 * Every object of every listable type; not what is being deleted, nor what lies in a Namespace
 * that is.
 */
export async function listEverything(tools: ClusterTools): Promise<readonly LiveObject[]> {
  return waitFor(
    async () => {
      const types = await tools.kubectl(['api-resources', '--verbs=list', '-o', 'name']);
      const chosen = types
        .trim()
        .split('\n')
        .filter((type) => !restless.includes(type.split('.', 1)[0] ?? ''));
      return withoutTheDying(await list(tools, [chosen.join(','), '--all-namespaces']));
    },
    { what: 'a list of everything' },
  );
}

/** The live objects of a dump, in any order; those that are not there are left out. */
export async function listDumped(
  tools: ClusterTools,
  dump: string,
): Promise<readonly LiveObject[]> {
  return list(tools, ['-f', '-', '--ignore-not-found'], dump);
}

/** The objects that kubectl lists for the given arguments of `get`. */
export async function list(
  tools: ClusterTools,
  args: readonly string[],
  stdin?: string,
): Promise<readonly LiveObject[]> {
  const text = await tools.kubectl(
    ['get', ...args, '-o', 'json'],
    stdin === undefined ? {} : { stdin },
  );
  if (text === '') return [];
  const document = JSON.parse(text) as LiveObject | { readonly items: readonly LiveObject[] };
  return 'items' in document ? document.items : [document];
}

/** uid by `Kind namespace/name`. */
export function uids(objects: readonly LiveObject[]): Readonly<Record<string, string>> {
  return table(objects, ({ metadata }) => metadata.uid);
}

/** resourceVersion by `Kind namespace/name`. */
export function versions(objects: readonly LiveObject[]): Readonly<Record<string, string>> {
  return table(objects, ({ metadata }) => metadata.resourceVersion);
}

/** `Kind namespace/name`, or `Kind name` where there is no namespace. */
export function nameOf({ kind, metadata }: Pick<LiveObject, 'kind'> & Named): string {
  const { namespace, name } = metadata;
  return `${kind} ${typeof namespace === 'string' ? `${namespace}/` : ''}${name}`;
}

interface Named {
  readonly metadata: { readonly name: string; readonly namespace?: unknown };
}

/** Waits until controllers have nothing more to do with some objects, and gives them. */
export async function whenQuiet(
  look: () => Promise<readonly LiveObject[]>,
): Promise<readonly LiveObject[]> {
  let before = '';
  return waitFor(
    async () => {
      const objects = await look();
      const now = JSON.stringify(versions(objects));
      const quiet = now === before;
      before = now;
      return quiet ? objects : undefined;
    },
    { what: 'quiet in the cluster', interval: 1000 },
  );
}

function table(
  objects: readonly LiveObject[],
  value: (object: LiveObject) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(objects.map((object) => [nameOf(object), value(object)]));
}

/** The kinds are listed one after the other: a Namespace may end between them, and is not listed then. */
function withoutTheDying(objects: readonly LiveObject[]): readonly LiveObject[] {
  const living = objects.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const namespaces = new Set(
    living.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name),
  );
  return living.filter(
    ({ metadata }) => metadata.namespace === undefined || namespaces.has(metadata.namespace),
  );
}
