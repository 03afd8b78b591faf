import { backUpCluster } from '../../../../workflows/cluster/backup/back-up-cluster.ts';
import type { RunCommand } from '../../run-command.ts';
import { clusterRequest } from '../cluster-request.ts';
import { backupPorts } from './backup-ports.ts';
import { withKeys } from './with-keys.ts';

/** `kubernixos [HOSTGROUP] cluster backup` */
export const runBackup: RunCommand = withKeys((request, color, environment) =>
  backUpCluster(
    clusterRequest(request, environment),
    backupPorts(request, color, environment),
    environment.signal,
  ),
);
