import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Json, JsonObject } from '../../model/json.ts';
import { readKey } from './read-key.ts';
import type { readScalar } from './read-scalar.ts';

/** What the nodes of a document are read with. */
export interface NodeReader {
  readonly document: Document;
  /** Hears what cannot be read, and where it begins. */
  readonly refuse: (offset: number, reason: string) => void;
  /** Hears where an object begins. */
  readonly onObject: (object: JsonObject, offset: number) => void;
  /** How scalars without quotes are read. */
  readonly readScalar: typeof readScalar;
}

/** Lists of manifests are less deep, and so is what may become a part of them. */
const DEEPEST = 310;

/** More than any cluster stores; aliases of aliases grow beyond all bounds. */
const MOST_NODES = 1_000_000;

/**
 * Reads a node of YAML as kubectl does: merge keys are merged where they stand, and keys are text.
 * What cannot be read becomes null, and is told.
 */
export function readNode(node: unknown, reader: NodeReader): Json {
  const budget = { nodes: MOST_NODES };
  const targets = new Map<Alias, unknown>();
  // The library looks through the whole document for each alias.
  const targetOf = (alias: Alias) => {
    if (!targets.has(alias)) targets.set(alias, alias.resolve(reader.document));
    return targets.get(alias);
  };
  return read(node, { ...reader, targetOf, budget, level: 0, open: new Set() });
}

interface Context extends NodeReader {
  readonly targetOf: (alias: Alias) => unknown;
  readonly budget: { nodes: number };
  readonly level: number;
  /** The nodes that an alias led to, and that are not yet read to their end. */
  readonly open: ReadonlySet<unknown>;
}

function read(node: unknown, context: Context): Json {
  const { budget, level, refuse } = context;
  budget.nodes -= 1;
  if (budget.nodes === 0) refuse(offsetOf(node), 'its aliases stand for too much');
  if (level === DEEPEST) refuse(offsetOf(node), 'it is nested too deeply');
  if (budget.nodes <= 0 || level >= DEEPEST) return null;
  const below = { ...context, level: level + 1 };
  if (isAlias(node)) return readAlias(node, context);
  if (isMap(node)) return readMap(node, below);
  if (isSeq(node)) return node.items.map((item) => read(item, below));
  return isScalar(node) ? readLeaf(node, context) : null;
}

export function offsetOf(node: unknown): number {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0;
}

function readLeaf(node: Scalar, context: Context): Json {
  const reading = context.readScalar(node);
  if (reading.type === 'value') return reading.value;
  context.refuse(offsetOf(node), reading.reason);
  return null;
}

function readAlias(node: Alias, context: Context): Json {
  const target = context.targetOf(node);
  if (target === undefined || context.open.has(target)) {
    const reason = target === undefined ? 'leads nowhere' : 'stands for something that holds it';
    context.refuse(offsetOf(node), `the alias *${node.source} ${reason}`);
    return null;
  }
  return read(target, { ...context, open: new Set([...context.open, target]) });
}

/** Fields in the order of the source; of one name, merged or not, the last counts. */
function readMap(map: YAMLMap, context: Context): JsonObject {
  const fields = new Map<string, Json>();
  const written = new Set<string>();
  for (const pair of map.items) {
    if (isMerge(pair))
      for (const [name, value] of readMerged(pair, context)) fields.set(name, value);
    else readField(pair, { fields, written }, context);
  }
  const object: JsonObject = Object.fromEntries(fields);
  context.onObject(object, offsetOf(map));
  return object;
}

function readField(
  { key, value }: Pair,
  into: { readonly fields: Map<string, Json>; readonly written: Set<string> },
  context: Context,
): void {
  const reading = readKey(isAlias(key) ? context.targetOf(key) : key, context);
  if (reading.type === 'refused') {
    context.refuse(offsetOf(key), reading.reason);
    return;
  }
  const name = reading.value;
  if (into.written.has(name))
    context.refuse(offsetOf(key), `the key ${JSON.stringify(name)} stands twice in one mapping`);
  into.written.add(name);
  into.fields.set(name, read(value, context));
}

function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

/** Of several mappings, the first has the last word. */
function readMerged({ key, value }: Pair, context: Context): readonly (readonly [string, Json])[] {
  const nodes = isSeq(value) ? [...value.items].reverse() : [value];
  return nodes.flatMap((node) => {
    const merged = isAlias(node) ? context.targetOf(node) : node;
    if (isMap(merged)) return Object.entries(read(node, context) as JsonObject);
    context.refuse(offsetOf(key), '<< merges mappings only');
    return [];
  });
}
