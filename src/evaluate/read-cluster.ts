import type { Cluster, ClusterSecret, PingRules } from '../model/cluster.ts';
import type { Field } from '../model/field.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { readBackupRules } from './read-backup-rules.ts';
import { duration, readLocalFile, readSource } from './read-cluster-parts.ts';
import {
  list,
  number,
  object,
  string,
  stringOrNull,
  strings,
  unexpected,
} from './narrow-result.ts';
import { readPipeline } from './read-pipeline.ts';

export interface ClusterEvaluation {
  readonly warnings: readonly string[];
  /** Why nothing may be done with the cluster. */
  readonly errors: readonly string[];
  /** Null where there is none, or where there are errors. */
  readonly cluster: Cluster | null;
}

/** Narrows what `lib/eval.nix` says of the cluster. */
export function readCluster(result: Json): ClusterEvaluation {
  const root = object(result, 'result');
  if (root['format'] !== 1) throw unexpected('format', root['format']);
  const { cluster = null } = root;
  return {
    warnings: strings(root['warnings'], 'warnings'),
    errors: strings(root['errors'], 'errors'),
    cluster: cluster === null ? null : readDescription(object(cluster, 'cluster')),
  };
}

function readDescription(cluster: JsonObject): Cluster {
  return {
    name: string(cluster['name'], 'cluster.name'),
    document: object(cluster['document'], 'cluster.document'),
    hostNames: strings(cluster['hostNames'], 'cluster.hostNames'),
    secrets: list(cluster['secrets'], 'cluster.secrets').map(readSecret),
    localFiles: list(cluster['localFiles'], 'cluster.localFiles').map(readLocalFile),
    knownHosts: string(cluster['knownHosts'], 'cluster.knownHosts'),
    server: stringOrNull(cluster['server'] ?? null, 'cluster.server'),
    // As k0sctl has it, no time at all is all the time there is.
    timeout:
      cluster['timeout'] === null ? null : duration(cluster['timeout'], 'cluster.timeout') || null,
    ping: readPing(object(cluster['ping'], 'cluster.ping')),
    pipeline: readPipeline(cluster['pipeline'] ?? null),
    backup: readBackupRules(cluster['backup'] ?? null),
  };
}

function readPing(ping: JsonObject): PingRules {
  return {
    ports: list(ping['ports'], 'cluster.ping.ports').map((port) =>
      number(port, 'cluster.ping.ports'),
    ),
    timeout: duration(ping['timeout'], 'cluster.ping.timeout'),
    maxLossPercent: number(ping['maxLossPercent'], 'cluster.ping.maxLossPercent'),
  };
}

function readSecret(entry: Json): ClusterSecret {
  const secret = object(entry, 'secret');
  const option = string(secret['option'], 'secret.option');
  return { option, path: readPath(secret['path'], option), source: readSource(secret, option) };
}

function readPath(value: Json | undefined, option: string): Field {
  return list(value, option).map((part) =>
    typeof part === 'number' ? part : string(part, `${option}.path`),
  );
}
