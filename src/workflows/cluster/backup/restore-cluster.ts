import { compareCluster } from '../../../backup/compare-cluster.ts';
import { beforeRestore } from '../../../cluster/before-restore.ts';
import { planInstall } from '../../../cluster/plan-install.ts';
import { readHosts } from '../../../cluster/read-hosts.ts';
import type { EvaluationRequest } from '../../../evaluate/evaluation-request.ts';
import type { VerifiedBackup } from '../../../model/backup-record.ts';
import type { Cluster } from '../../../model/cluster.ts';
import { Failure } from '../../../model/failure.ts';
import type { HostSurvey } from '../../../model/host-survey.ts';
import { textAt } from '../../../model/json-path.ts';
import type { Verdict } from '../../verdict.ts';
import { awaitDeclared } from '../await-declared.ts';
import { meantCluster } from '../meant-cluster.ts';
import { surveyHosts } from '../survey-hosts.ts';
import { withLock } from '../with-lock.ts';
import type { BackupPorts } from './backup-ports.ts';
import { type BackupSession, withBackups } from './backup-session.ts';
import { openBackup } from './open-backup.ts';
import { pickBackup } from './pick-backup.ts';
import { awaitUid, restoreArchive } from './restore-archive.ts';

export interface RestorePorts extends BackupPorts {
  /** Asks a person who has seen what is about to be restored; false where nobody agrees. */
  readonly consentToRestore: (question: RestoreQuestion) => Promise<boolean>;
}

export interface RestoreQuestion {
  readonly cluster: string;
  readonly backup: VerifiedBackup;
  /** In what the backup differs from what is declared. */
  readonly differences: readonly string[];
}

/**
 * Restores a backup to hosts that have no k0s: the newest one unless it is named. k0sctl's exit code
 * proves nothing here: it must have said that it restores, and in the end the cluster must be the one
 * that was backed up.
 */
export async function restoreCluster(
  request: EvaluationRequest,
  name: string | null,
  ports: RestorePorts,
  signal: AbortSignal,
): Promise<Verdict> {
  const cluster = await meantCluster(request, ports, signal);
  const lock = { cluster: cluster.name, action: 'restore' };
  return withBackups(cluster, ports, signal, (opened) =>
    withLock<Verdict>(ports.lock, lock, signal, async (within, held) => {
      const session: BackupSession = { ...opened, signal: within };
      const hosts = readHosts(cluster);
      const look = () => surveyHosts(hosts, ports.shell(cluster), within);
      refuseUnfit(cluster, await look());
      const backup = await pickBackup(session, name);
      ports.story.tell(`${backup.name}: fetching and checking all of it`);
      const { path } = await openBackup(session, backup);
      const differences = compareCluster(backup.state.manifest, cluster);
      if (!(await ports.consentToRestore({ cluster: cluster.name, backup, differences })))
        return 'failed';
      // Again, since a person may have taken their time to answer.
      refuseUnfit(cluster, await look());
      await restoreArchive({ ...session, held }, { cluster, path, action: 'restore' });
      await awaitUid(look, backup, ports, within);
      return awaitDeclared(cluster, look, ports, within);
    }),
  );
}

function refuseUnfit(cluster: Cluster, surveys: readonly HostSurvey[]): void {
  const version = textAt(cluster.document, 'spec', 'k0s', 'version');
  const inTheWay = beforeRestore(surveys);
  const problems = inTheWay.length > 0 ? inTheWay : planInstall(surveys, version).problems;
  if (problems.length === 0) return;
  throw new Failure({
    code: 'cannot-restore',
    message: [`${cluster.name} cannot be restored:`, ...problems].join('\n- '),
    hint: 'Nothing was changed.',
  });
}
