import { createArchiveReader } from '../../../../adapters/archive-reader.ts';
import { archiveRewriter } from '../../../../adapters/archive-rewriter.ts';
import { systemClock } from '../../../../adapters/clock.ts';
import { createKeyMaker } from '../../../../adapters/key-maker.ts';
import { signatures } from '../../../../adapters/signatures.ts';
import { createStore } from '../../../../adapters/stores/create-store.ts';
import { createVault } from '../../../../adapters/vaults/create-vault.ts';
import { createWorkspaces } from '../../../../adapters/workspaces.ts';
import type { BackupRules } from '../../../../model/backup-rules.ts';
import { restoreLines } from '../../../../report/restore-question.ts';
import { showBytes } from '../../../../report/show-bytes.ts';
import type { BackUpPorts } from '../../../../workflows/cluster/backup/back-up-cluster.ts';
import type { InitPorts } from '../../../../workflows/cluster/backup/init-backups.ts';
import type { RestorePorts } from '../../../../workflows/cluster/backup/restore-cluster.ts';
import type { CommandRequest } from '../../../arguments/parse-command.ts';
import type { Environment } from '../../../environment.ts';
import { askClusterName } from '../ask-cluster-name.ts';
import { consentSources } from '../consent-sources.ts';
import { lifecyclePorts } from '../lifecycle-ports.ts';

/** The outside of backups, as this command line and environment have it. */
export function backupPorts(
  request: CommandRequest,
  color: boolean,
  environment: Environment,
): BackUpPorts & InitPorts & RestorePorts {
  const { env, stdout, signal } = environment;
  return {
    ...lifecyclePorts(request, color, environment),
    clock: systemClock,
    workspaces: createWorkspaces(env),
    archives: createArchiveReader(env),
    rewriter: archiveRewriter,
    signatures,
    keys: createKeyMaker(env),
    openStore: (rules) => Promise.resolve(createStore(rules.store, withoutKeys(env, rules))),
    openVault: (recipients, identity) => createVault(recipients, identity, env),
    showStored: ({ name, stored }, place) => {
      stdout.write(`${name}: ${showBytes(stored.size)} stored in ${place}, verified\n`);
    },
    consentToRestore: ({ cluster, backup, differences }) =>
      askClusterName(
        {
          cluster,
          lines: restoreLines(backup.state.manifest, differences, systemClock.date()),
          refusal: `${cluster} would be restored from ${backup.name}`,
        },
        consentSources(request, color, environment),
        signal,
      ),
  };
}

type Variables = Readonly<Record<string, string | undefined>>;

/** What programs of stores may know: nothing that opens or signs backups. */
function withoutKeys(env: Variables, { identity, signingKey }: BackupRules): Variables {
  const secret = [identity, signingKey].flatMap((source) =>
    source?.type === 'variable' ? [source.name] : [],
  );
  return Object.fromEntries(Object.entries(env).filter(([name]) => !secret.includes(name)));
}
