import type { BackupRules } from './backup-rules.ts';
import type { Field } from './field.ts';
import type { JsonObject } from './json.ts';
import type { Pipeline } from './pipeline.ts';

/** A cluster, as a hostgroup describes it. */
export interface Cluster {
  readonly name: string;
  /** The configuration of k0sctl, without secrets; `$` in it is data. */
  readonly document: JsonObject;
  /** The names of its hosts in the hostgroup, in the order of `spec.hosts`. */
  readonly hostNames: readonly string[];
  /** What has to be filled in. */
  readonly secrets: readonly ClusterSecret[];
  /** What k0sctl reads on the machine that it runs on. */
  readonly localFiles: readonly LocalFile[];
  /** The declared host keys, in the format of OpenSSH; empty where none are declared. */
  readonly knownHosts: string;
  /** The URL of the API server; null where no host has an address. */
  readonly server: string | null;
  /** How long one action of k0sctl may take, in milliseconds; null for ever. */
  readonly timeout: number | null;
  readonly ping: PingRules;
  /** Null where none is described. */
  readonly pipeline: Pipeline | null;
  /** How it is backed up; null where it is not. */
  readonly backup: BackupRules | null;
}

/** When a host counts as reached. */
export interface PingRules {
  /** TCP ports, beside that of the transport. */
  readonly ports: readonly number[];
  /** How long one attempt may take, in milliseconds. */
  readonly timeout: number;
  readonly maxLossPercent: number;
}

/** A value that the description names, and does not hold. */
export interface ClusterSecret {
  /** The option that holds its source, such as `kubernixos.cluster.hosts.a.winRM`. */
  readonly option: string;
  /** Where it belongs in the document. */
  readonly path: Field;
  readonly source: SecretSource;
}

export type SecretSource =
  | { readonly type: 'variable'; readonly name: string }
  | { readonly type: 'file'; readonly file: string };

/** A file that k0sctl reads. */
export interface LocalFile {
  readonly option: string;
  /** Absolute, or below `~`; of `sources` maybe with the wildcards of k0sctl. */
  readonly file: string;
  readonly use: LocalFileUse;
}

export const LOCAL_FILE_USES = ['secret', 'public', 'sources', 'program'] as const;

export type LocalFileUse = (typeof LOCAL_FILE_USES)[number];
