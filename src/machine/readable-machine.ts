import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  withoutFields,
} from '../model/json.ts';
import { objectAt } from '../model/json-path.ts';
import type { IgnitionDelivery, Machine, PinnedFile } from '../model/machine.ts';
import { decodeDataUrl } from './decode-data-url.ts';

/**
 * A machine as people compare it: how it is told from others and starts, the system, the words of the
 * kernel's command line, its secrets by name, and what the configuration has, by names and with its texts as
 * they are on the node.
 */
export function readableMachine(machine: Machine): JsonObject {
  const { hostname, arch, match, os, kernelCommandLine, boot, ignition, secrets } = machine;
  return {
    ...{ hostname, arch, match: { ...match } },
    system: {
      ...{ channel: os.channel, version: os.version },
      kernel: readableFileOf(os.kernel, os.version),
      initrd: readableFileOf(os.initrd, os.version),
    },
    boot: {
      ...{ source: boot.source, firmware: boot.firmware, verify: boot.verify },
      ignition: readableDelivery(boot.ignition),
    },
    kernel: kernelCommandLine.split(' ').map((word) => readableWord(word, boot.ignition.type)),
    secrets: Object.fromEntries(
      secrets.map(({ file, keys }) => [file, keys.map(({ name }) => name)]),
    ),
    ...readableIgnition(ignition),
  };
}

/** The address holds the version, which is shown by itself. */
function readableFileOf({ url, sha512 }: PinnedFile, version: string): JsonObject {
  return { url: url.replaceAll(version, '(version)'), sha512 };
}

/** The hash of the configuration is left out: the configuration is compared. */
function readableDelivery(delivery: IgnitionDelivery): JsonObject {
  switch (delivery.type) {
    case 'embedded':
      return { type: 'embedded' };
    case 'url':
      return { type: 'url', url: delivery.url };
    case 'pointer': {
      const authorities = objectAt(delivery.document, 'ignition', 'security');
      const { type, url, needsToken } = delivery;
      return { type, url, needsToken, ...authorities };
    }
  }
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

function withoutEmpty(object: JsonObject): JsonObject {
  const entries = Object.entries(object);
  return Object.fromEntries(
    entries.filter(([, value]) => !isJsonObject(value) || Object.keys(value).length > 0),
  );
}
