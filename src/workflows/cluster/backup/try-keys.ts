import type { Cluster } from '../../../model/cluster.ts';
import { Failure } from '../../../model/failure.ts';
import type { BackupPorts } from './backup-ports.ts';
import { openVault, withBackups } from './backup-session.ts';
import { signingKey } from './store-archive.ts';

/** Whether what is encrypted and signed here can be opened and trusted here. Throws a `Failure` where it cannot. */
export async function tryKeys(
  cluster: Cluster,
  ports: BackupPorts,
  signal: AbortSignal,
): Promise<void> {
  await withBackups(cluster, ports, signal, async (session) => {
    const { workspace } = session;
    await signingKey(session);
    const vault = await openVault(session);
    const [plain, encrypted] = [workspace.path('plain'), workspace.path('encrypted')];
    await workspace.write(plain, 'kubernixos\n');
    const digest = await workspace.digest(plain, signal);
    await vault.encrypt(plain, encrypted, signal);
    const opened = await vault.decrypt(encrypted, null, signal);
    if (opened.sha256 !== digest.sha256) throw notTheSame();
    ports.story.tell('the keys open and sign what is stored');
  });
}

function notTheSame(): Failure {
  return new Failure({
    code: 'keys-broken',
    message:
      'what was encrypted to kubernixos.cluster.backup.recipients was opened as something else',
    hint: 'See which programs encrypt on this machine: a backup would be of no use.',
  });
}
