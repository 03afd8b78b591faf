import { fieldOf, isJsonArray, isJsonObject, type JsonObject } from '../../model/json.ts';
import { isThere, type ObjectRule, says, textOf } from './object-rules.ts';

export const partition: ObjectRule = (object) => {
  const describes = ['label', 'startMiB', 'sizeMiB'].some((name) => isThere(object[name]));
  const isGone = fieldOf(object, 'shouldExist') === false;
  const isKnown = isThere(object['label']) || numberOf(object, 'number') !== 0;
  return [
    ...(isKnown ? [] : ['has neither number nor label']),
    ...(isGone && (describes || says(object, 'typeGuid') || says(object, 'guid'))
      ? ['should not exist, and is described']
      : []),
  ];
};

export const disk: ObjectRule = (object) => {
  const list = fieldOf(object, 'partitions');
  const partitions = isJsonArray(list) ? list.filter(isJsonObject) : [];
  const numbers = partitions.map((part) => numberOf(part, 'number')).filter((n) => n !== 0);
  const labels = partitions.map((part) => part['label']).filter(isThere);
  return [
    ...(hasTwins(numbers) ? ['has two partitions of the same number'] : []),
    ...(hasTwins(labels) ? ['has two partitions of the same label'] : []),
    ...(overlap(partitions) ? ['has partitions that overlap'] : []),
  ];
};

/** Of those with a place and a size; a size of 0 is what is free. */
function overlap(partitions: readonly JsonObject[]): boolean {
  const placed = partitions
    .filter((part) => isThere(part['sizeMiB']) && numberOf(part, 'startMiB') !== 0)
    .map((part) => [numberOf(part, 'startMiB'), numberOf(part, 'sizeMiB')] as const)
    .toSorted(([a], [b]) => a - b);
  return placed.some(([start, size], index) => {
    const next = placed[index + 1];
    return next !== undefined && start + Math.max(size, 1) > next[0];
  });
}

const MOST_OF_LABEL = new Map([
  ['ext4', 16],
  ['btrfs', 256],
  ['xfs', 12],
  ['swap', 15],
  ['vfat', 11],
]);

export const filesystem: ObjectRule = (object) => {
  const format = textOf(object, 'format');
  const others = ['path', 'label', 'uuid', 'wipeFilesystem', 'mountOptions', 'options'];
  const lone = others.filter((name) => says(object, name));
  const most = MOST_OF_LABEL.get(format) ?? Infinity;
  return [
    ...(format === '' && lone.length > 0 ? [`has ${lone.join(', ')}, and no format`] : []),
    ...(Buffer.byteLength(textOf(object, 'label')) > most
      ? [`has a label that is too long for ${format}: at most ${String(most)} characters`]
      : []),
  ];
};

export const raid: ObjectRule = (object) =>
  says(object, 'spares') &&
  numberOf(object, 'spares') !== 0 &&
  ['linear', 'raid0', '0', 'stripe'].includes(textOf(object, 'level'))
    ? ['has spares, which its level does not use']
    : [];

export const luks: ObjectRule = (object) => {
  const clevis = objectIn(object, 'clevis');
  const isCustom = says(objectIn(clevis, 'custom'), 'pin');
  const isOther = says(clevis, 'tang') || says(clevis, 'tpm2') || numberOf(clevis, 'threshold') > 0;
  return [
    ...(isCustom && isOther ? ['has clevis.custom beside tang, tpm2 or threshold'] : []),
    ...(Buffer.byteLength(textOf(object, 'label')) > 47
      ? ['has a label that is too long: at most 47 characters']
      : []),
  ];
};

export const clevisCustom: ObjectRule = (object) =>
  ['pin', 'config', 'needsNetwork'].some((name) => says(object, name))
    ? ['pin', 'config'].filter((name) => !says(object, name)).map((name) => `has no ${name}`)
    : [];

function hasTwins(values: readonly unknown[]): boolean {
  return new Set(values).size < values.length;
}

function numberOf(object: JsonObject, name: string): number {
  const value = fieldOf(object, name);
  return typeof value === 'number' ? value : 0;
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = fieldOf(object, name);
  return isJsonObject(value) ? value : {};
}
