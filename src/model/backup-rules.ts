import type { LocalFile, SecretSource } from './cluster.ts';
import type { JsonObject } from './json.ts';

/** How the backups of a cluster are made and kept, as a hostgroup says it. */
export interface BackupRules {
  /** What the names of backups begin with. */
  readonly prefix: string;
  readonly recipients: Recipients;
  /** Ed25519 public keys, each `ed25519:` and the base64 of its 32 bytes: who may have made a backup. */
  readonly signers: readonly string[];
  /** Where the private key of a signer comes from, in PEM; null where this machine signs nothing. */
  readonly signingKey: SecretSource | null;
  /** Where an identity of age comes from, which opens backups; null where this machine opens none by age. */
  readonly identity: SecretSource | null;
  readonly store: StoreRules;
  /** How old the newest backup may be, in milliseconds; null where it does not matter. */
  readonly maxAge: number | null;
  readonly retention: Retention;
  /** Where the newest backup is tried; null where it is not. */
  readonly drill: DrillRules | null;
}

/** Who can open backups. */
export type Recipients =
  /** Public keys of age, `age1…`. */
  | { readonly type: 'age'; readonly keys: readonly string[] }
  /** Fingerprints of OpenPGP keys, 40 or 64 hexadecimal digits. */
  | { readonly type: 'gpg'; readonly fingerprints: readonly string[] };

export type StoreRules =
  | {
      readonly type: 'directory';
      /** Absolute, or below `~`. */
      readonly path: string;
    }
  | {
      readonly type: 'git';
      readonly uri: string;
      readonly branch: string;
      /** Within the repository; empty for its top. */
      readonly directory: string;
      readonly committer: { readonly name: string; readonly email: string };
      /** The fingerprint of an OpenPGP key that signs commits; null where none does. */
      readonly signingKey: string | null;
      /** The host key of its server, in the format of OpenSSH; empty where ssh knows it otherwise. */
      readonly knownHosts: string;
    }
  | {
      readonly type: 'restic';
      /** As restic takes it, without secrets. */
      readonly repository: string;
      readonly password: SecretSource;
      /** Variables that restic needs beside that, such as those of S3. */
      readonly variables: readonly string[];
    };

/** How many backups are kept: the newest ones, and the newest of so many days, weeks and months. */
export interface Retention {
  /** At least 1. */
  readonly last: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

/** A disposable host for drills. */
export interface DrillRules {
  /** A host of `spec.hosts` of k0sctl, without secrets: the one controller of a cluster of its own. */
  readonly host: JsonObject;
  /** Its host key, in the format of OpenSSH; empty where none is declared. */
  readonly knownHosts: string;
  /** What k0sctl reads for it on this machine. */
  readonly localFiles: readonly LocalFile[];
  /** How old the newest good drill may be, in milliseconds; null where it does not matter. */
  readonly maxAge: number | null;
}
