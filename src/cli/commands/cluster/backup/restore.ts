import { restoreCluster } from '../../../../workflows/cluster/backup/restore-cluster.ts';
import type { RunCommand } from '../../run-command.ts';
import { clusterRequest } from '../cluster-request.ts';
import { backupPorts } from './backup-ports.ts';
import { takeBackupName } from './take-backup-name.ts';
import { withKeys } from './with-keys.ts';

/** `kubernixos [HOSTGROUP] cluster restore [BACKUP] [--yes --cluster=NAME]` */
export const runRestore: RunCommand = withKeys((request, color, environment) => {
  const { name, rest } = takeBackupName(request);
  return restoreCluster(
    clusterRequest(rest, environment),
    name,
    backupPorts(request, color, environment),
    environment.signal,
  );
});
