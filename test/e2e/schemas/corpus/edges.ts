import type { Changes } from './change-manifest.ts';
import { broken, good, onlyServer, type BrokenEntry, type GoodEntry } from './entries.ts';
import type { Base } from './identity.ts';
import type { Mistake } from './mistakes.ts';
import type { OnlyServer } from './only-server.ts';

/** A field, of which several values are tried. */
interface Edge {
  /** A word for it, unique among the fields of its kind. */
  readonly title: string;
  readonly base: Base;
  readonly path: string;
  /** What the field needs besides. */
  readonly besides?: Changes;
}

/** A good manifest for each value. */
export function goodEdges(edge: Edge, values: readonly unknown[]): readonly GoodEntry[] {
  return values.map((value, index) =>
    good(nameOf(edge, value), edge.base, changesOf('good', edge, value, index)),
  );
}

/** A broken manifest for each value. */
export function brokenEdges(
  edge: Edge,
  mistake: Mistake,
  values: readonly unknown[],
  server?: string,
): readonly BrokenEntry[] {
  return values.map((value, index) =>
    broken(nameOf(edge, value), edge.base, changesOf('broken', edge, value, index), mistake, {
      field: edge.path,
      ...(server === undefined ? {} : { server }),
    }),
  );
}

/** The same, of which only the API server knows. */
export function edgesOfServer(
  edge: Edge,
  reason: OnlyServer,
  values: readonly unknown[],
  server?: string,
): readonly BrokenEntry[] {
  return values.map((value, index) =>
    onlyServer(nameOf(edge, value), edge.base, changesOf('server', edge, value, index), reason, {
      field: edge.path,
      ...(server === undefined ? {} : { server }),
    }),
  );
}

function nameOf({ base, title }: Edge, value: unknown): string {
  return `${base.kind}: ${title} ${JSON.stringify(value).replaceAll(/["\\]/g, "'")}`;
}

/** Names are short: some kinds allow no more than 52 characters. */
function changesOf(
  group: string,
  { title, path, besides }: Edge,
  value: unknown,
  index: number,
): Changes {
  const name = `${group}-${title.toLowerCase().replaceAll(' ', '-')}-${String(index)}`;
  return { 'metadata.name': name, ...besides, [path]: value };
}
