import type { Cluster } from '../model/cluster.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../model/json.ts';

/** A cluster whose hosts and bastions of SSH log in by this key where they name none. */
export function withDefaultKey(cluster: Cluster, keyPath: string): Cluster {
  const { document } = cluster;
  return { ...cluster, document: fillObject(document, keyPath) };
}

/** The fields that hold a server of SSH; a bastion of WinRM is one too. */
const SERVERS = ['bastion', 'openSSH', 'ssh'];

function fill(value: Json, keyPath: string): Json {
  if (isJsonArray(value)) return value.map((item) => fill(item, keyPath));
  return isJsonObject(value) ? fillObject(value, keyPath) : value;
}

function fillObject(object: JsonObject, keyPath: string): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => {
      const filled = fill(value, keyPath);
      const isServer = SERVERS.includes(name) && isJsonObject(filled);
      return [name, isServer ? { keyPath, ...filled } : filled];
    }),
  );
}
