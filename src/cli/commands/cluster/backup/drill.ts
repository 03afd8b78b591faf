import { drillBackup } from '../../../../workflows/cluster/backup/drill-backup.ts';
import type { RunCommand } from '../../run-command.ts';
import { clusterRequest } from '../cluster-request.ts';
import { backupPorts } from './backup-ports.ts';
import { takeBackupName } from './take-backup-name.ts';
import { withKeys } from './with-keys.ts';

/** `kubernixos [HOSTGROUP] cluster drill [BACKUP]` */
export const runDrill: RunCommand = withKeys((request, color, environment) => {
  const { name, rest } = takeBackupName(request);
  return drillBackup(
    clusterRequest(rest, environment),
    name,
    backupPorts(request, color, environment),
    environment.signal,
  );
});
