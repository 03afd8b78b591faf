import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  withoutFields,
} from '../model/json.ts';
import type { Machine } from '../model/machine.ts';
import { decodeDataUrl } from './decode-data-url.ts';

/**
 * A machine as people compare it: the system, the words of the kernel's command line, and what the
 * configuration has, by names and with its texts as they are on the node.
 */
export function readableMachine({ os, kernelCommandLine, boot, ignition }: Machine): JsonObject {
  return {
    system: { version: os.version, kernel: os.kernel.sha512, initrd: os.initrd.sha512 },
    kernel: kernelCommandLine.split(' ').map((word) => readableWord(word, boot.ignition.type)),
    ...readableIgnition(ignition),
  };
}

/** A pointer differs wherever the configuration does, which is shown by itself. */
function readableWord(word: string, delivery: string): string {
  return delivery === 'pointer' && word.startsWith('ignition.config.url=data:')
    ? 'ignition.config.url=(pointer)'
    : word;
}

/** A configuration of Ignition, with lists of named things as objects. */
export function readableIgnition(ignition: JsonObject): JsonObject {
  const storage = objectAt(ignition, 'storage');
  const passwd = objectAt(ignition, 'passwd');
  const systemd = objectAt(ignition, 'systemd');
  return withoutEmpty({
    files: named(storage['files'], 'path', readableFile),
    links: named(storage['links'], 'path'),
    directories: named(storage['directories'], 'path', readableMode),
    units: named(systemd['units'], 'name', readableUnit),
    users: named(passwd['users'], 'name'),
    groups: named(passwd['groups'], 'name'),
    storage: withoutFields(storage, ['files', 'links', 'directories']),
    ignition: ignition['ignition'] ?? {},
    kernelArguments: ignition['kernelArguments'] ?? {},
  });
}

function readableFile(file: JsonObject): JsonObject {
  const contents = objectAt(file, 'contents');
  const { source } = contents;
  const text = typeof source === 'string' ? decodeDataUrl(source) : null;
  return text === null || contents['compression'] !== undefined
    ? readableMode(file)
    : { ...readableMode(withoutFields(file, ['contents'])), text };
}

function readableMode(node: JsonObject): JsonObject {
  const { mode } = node;
  return typeof mode === 'number' ? { ...node, mode: mode.toString(8).padStart(4, '0') } : node;
}

function readableUnit(unit: JsonObject): JsonObject {
  const dropins = named(unit['dropins'], 'name', (dropin) => dropin['contents'] ?? '');
  return withoutEmpty({ ...unit, dropins });
}

function named(
  list: Json | undefined,
  identity: string,
  show: (item: JsonObject) => Json = (item) => item,
): JsonObject {
  const items = isJsonArray(list) ? list.filter(isJsonObject) : [];
  return Object.fromEntries(
    items.map((item) => [nameIn(item, identity), show(withoutFields(item, [identity]))]),
  );
}

function nameIn(item: JsonObject, identity: string): string {
  const name = item[identity];
  return typeof name === 'string' ? name : '';
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

function withoutEmpty(object: JsonObject): JsonObject {
  const entries = Object.entries(object);
  return Object.fromEntries(
    entries.filter(([, value]) => !isJsonObject(value) || Object.keys(value).length > 0),
  );
}
