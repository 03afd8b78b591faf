import type { Json } from '../model/json.ts';

/** What a field may hold: a schema of OpenAPI v3, read once, with the meaning that the API server gives it. */
export interface Shape {
  readonly dialect: Dialect;
  /** Null: anything. */
  readonly accepts: Accepts | null;
  readonly nulls: Nulls;
  readonly object: ObjectRules | null;
  readonly list: ListRules | null;
  readonly text: TextRules | null;
  readonly number: NumberRules | null;
  /** The only values that it may hold; null: no such limit. */
  readonly choices: readonly Json[] | null;
  readonly logic: Logic | null;
  /** What stands for the field where it is absent, or undefined. */
  readonly fallback: Json | undefined;
}

export type Accepts =
  | 'object'
  | 'list'
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  /** As in `maxSurge: 25%`. */
  | 'integer-or-text'
  | 'quantity';

/** Go reads null as if the field were absent. Custom resources allow it where the schema says so. */
export type Nulls = 'absent' | 'allowed' | 'refused';

/** Schemas refer to each other, and to themselves: they are read when they are needed. */
export type ShapeOf = () => Shape;

export interface ObjectRules {
  /** The name of the definition, such as `io.k8s.api.core.v1.Container`; null where it has none. */
  readonly definition: string | null;
  readonly fields: ReadonlyMap<string, ShapeOf>;
  /** Of fields that have no name in the schema; null: there are none. */
  readonly values: ShapeOf | null;
  readonly required: readonly string[];
  /** Whether fields that the schema does not know are refused. */
  readonly strict: boolean;
  readonly fewest: number | null;
  readonly most: number | null;
}

export interface ListRules {
  readonly items: ShapeOf | null;
  /** What no two elements may have in common: `value` is all of it, else these fields; null: nothing. */
  readonly identity: 'value' | readonly string[] | null;
  readonly fewest: number | null;
  readonly most: number | null;
}

export interface TextRules {
  readonly format: string | null;
  readonly dialect: Dialect;
  readonly pattern: Pattern | null;
  /** In characters. */
  readonly shortest: number | null;
  readonly longest: number | null;
}

/** `builtin`: as Go's types are decoded. `custom`: as custom resources are validated. */
export type Dialect = 'builtin' | 'custom';

export interface Pattern {
  readonly source: string;
  /** Null where it cannot be said in JavaScript; then it is not checked. */
  readonly expression: RegExp | null;
}

export interface NumberRules {
  readonly format: string | null;
  readonly least: Bound | null;
  readonly greatest: Bound | null;
  readonly multipleOf: number | null;
}

export interface Bound {
  readonly value: number | bigint;
  readonly exclusive: boolean;
}

/** Shapes that must hold besides; they know of a value only what they mention. */
export interface Logic {
  readonly allOf: readonly Shape[];
  readonly anyOf: readonly Shape[];
  readonly oneOf: readonly Shape[];
  readonly not: Shape | null;
}
