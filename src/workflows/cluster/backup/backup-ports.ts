import type { BackupRules, Recipients } from '../../../model/backup-rules.ts';
import type { ArchiveReader } from '../../../ports/archive-reader.ts';
import type { ArchiveRewriter } from '../../../ports/archive-rewriter.ts';
import type { BackupStore } from '../../../ports/backup-store.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Signatures } from '../../../ports/signatures.ts';
import type { Vault } from '../../../ports/vault.ts';
import type { Workspaces } from '../../../ports/workspace.ts';
import type { LifecyclePorts } from '../lifecycle-ports.ts';

/** What backups need of the outside, beside what the lifecycle of a cluster does. */
export interface BackupPorts extends LifecyclePorts {
  readonly clock: Clock;
  readonly workspaces: Workspaces;
  readonly archives: ArchiveReader;
  readonly rewriter: ArchiveRewriter;
  readonly signatures: Signatures;
  /** Opens no connection yet. */
  readonly openStore: (rules: BackupRules) => Promise<BackupStore>;
  /** @param identity the text of an identity file of age; null where this machine has none */
  readonly openVault: (recipients: Recipients, identity: string | null) => Vault;
}
