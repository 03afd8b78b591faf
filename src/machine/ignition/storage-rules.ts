import { posix } from 'node:path';
import {
  fieldOf,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../model/json.ts';
import { says, textOf } from './object-rules.ts';

/** What is wrong between files, directories, links, disks and units: each a sentence. */
export function checkStorage(configuration: JsonObject): readonly string[] {
  const { storage, systemd } = configuration;
  const [files, directories, links] = ['files', 'directories', 'links'].map((kind) =>
    listIn(storage, kind),
  ) as [Nodes, Nodes, Nodes];
  const nodes = [...files, ...directories, ...links].map((node) => textOf(node, 'path'));
  return [
    ...twinsAmong([files, directories, links]),
    ...meet(nodes, listIn(systemd, 'units').flatMap(unitPaths)),
    ...belowLinks(nodes, links),
    ...hardLinks(links, directories),
    ...filesystems(listIn(storage, 'disks'), listIn(storage, 'filesystems')),
  ];
}

type Nodes = readonly JsonObject[];

function listIn(section: Json | undefined, name: string): Nodes {
  const list = isJsonObject(section) ? fieldOf(section, name) : undefined;
  return isJsonArray(list) ? list.filter(isJsonObject) : [];
}

/** Of different kinds; each list is looked through for itself. */
function twinsAmong(kinds: readonly Nodes[]): readonly string[] {
  const paths = kinds.flatMap((nodes) => [...new Set(nodes.map((node) => textOf(node, 'path')))]);
  const again = paths.filter((path, index) => paths.indexOf(path) < index);
  return again.map((path) => `storage has ${JSON.stringify(path)} as more than one kind`);
}

function unitPaths(unit: JsonObject): readonly string[] {
  const at = `/etc/systemd/system/${textOf(unit, 'name')}`;
  const dropins = listIn(unit, 'dropins').filter((dropin) => says(dropin, 'contents'));
  return [
    ...(says(unit, 'contents') ? [at] : []),
    ...dropins.map((dropin) => `${at}.d/${textOf(dropin, 'name')}`),
  ];
}

function meet(paths: readonly string[], units: readonly string[]): readonly string[] {
  return paths
    .filter((path) => units.includes(path))
    .map((path) => `storage has ${JSON.stringify(path)}, which systemd.units has too`);
}

function belowLinks(paths: readonly string[], links: Nodes): readonly string[] {
  const places = links.map((link) => textOf(link, 'path')).filter((path) => path !== '');
  return paths.flatMap((path) => {
    const link = places.find((place) => path.startsWith(`${place}/`));
    return link === undefined ? [] : [`storage has ${JSON.stringify(path)} below the link ${link}`];
  });
}

function hardLinks(links: Nodes, directories: Nodes): readonly string[] {
  const places = directories.map((directory) => textOf(directory, 'path'));
  return links
    .filter(
      (link) => says(link, 'hard') && places.includes(posix.normalize(textOf(link, 'target'))),
    )
    .map((link) => `storage.links has ${textOf(link, 'path')}, a hard link to a directory`);
}

/** What Ignition only warns of, and does: it formats a disk that it has partitioned, or has emptied. */
function filesystems(disks: Nodes, all: Nodes): readonly string[] {
  return all.flatMap((filesystem) => {
    const device = textOf(filesystem, 'device');
    const disk = disks.find((other) => textOf(other, 'device') === device);
    if (disk === undefined) return [];
    if (says(disk, 'partitions'))
      return [`storage.filesystems has ${device}, over its own partitions`];
    return says(disk, 'wipeTable') && !says(filesystem, 'wipeFilesystem')
      ? [`storage.filesystems has ${device} without wipeFilesystem, and wipeTable wipes it`]
      : [];
  });
}
