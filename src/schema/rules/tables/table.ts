import type { Alternatives } from '../alternatives.ts';
import type { FieldRule } from '../field-rule.ts';

/** Rules for fields, by definition (without `io.k8s.`) and name. */
export type FieldTable = Readonly<Record<string, Readonly<Record<string, FieldRule>>>>;

/** Fields of which an object has to have some, by definition. */
export type AlternativesTable = Readonly<Record<string, Alternatives>>;

export const NEEDED: FieldRule = { needed: true };

export const NOT_NEGATIVE: FieldRule = { range: [0, Infinity] };

export const PORT: FieldRule = { range: [1, 65535] };

/** A number, or the name of a port. */
export const PORT_OR_NAME: FieldRule = {
  range: [1, 65535],
  syntax: 'portName',
  emptyIsWord: true,
};

export const COUNT_OR_PERCENTAGE: FieldRule = {
  range: [0, Infinity],
  syntax: 'percentage',
  emptyIsWord: true,
};

/** Bits of permissions of a file: 0777 in octal. */
export const FILE_MODE: FieldRule = { range: [0, 511] };

export const DNS_LABEL: FieldRule = { needed: true, syntax: 'dnsLabel' };

export const LABELS: FieldRule = { keys: 'key', values: 'labelValue' };
