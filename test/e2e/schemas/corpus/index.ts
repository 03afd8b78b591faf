import type { BrokenEntry, GoodEntry } from './entries.ts';
import * as customResources from './broken/custom-resources.ts';
import * as definitions from './broken/definitions.ts';
import * as edges from './broken/edges.ts';
import * as enums from './broken/enums.ts';
import * as formats from './broken/formats.ts';
import * as kinds from './broken/kinds.ts';
import * as labels from './broken/labels.ts';
import * as lists from './broken/lists.ts';
import * as missing from './broken/missing.ts';
import * as names from './broken/names.ts';
import * as numbers from './broken/numbers.ts';
import * as quantities from './broken/quantities.ts';
import * as rules from './broken/rules.ts';
import * as types from './broken/types.ts';
import * as unknownFields from './broken/unknown-fields.ts';
import * as goodEdges from './good/edges.ts';
import * as emptyWords from './good/empty-words.ts';
import * as notDemanded from './good/not-demanded.ts';
import * as oddNames from './good/odd-names.ts';
import * as oddValues from './good/odd-values.ts';
import * as plain from './good/plain.ts';
import * as wholeObjects from './good/whole-objects.ts';

export const brokenManifests: readonly BrokenEntry[] = [
  unknownFields,
  types,
  missing,
  enums,
  numbers,
  quantities,
  formats,
  lists,
  names,
  labels,
  kinds,
  rules,
  customResources,
  definitions,
  edges,
].flatMap((tables) => Object.values<readonly BrokenEntry[]>(tables).flat());

export const goodManifests: readonly GoodEntry[] = [
  plain,
  oddValues,
  emptyWords,
  notDemanded,
  oddNames,
  wholeObjects,
  goodEdges,
].flatMap((tables) => Object.values<readonly GoodEntry[]>(tables).flat());
