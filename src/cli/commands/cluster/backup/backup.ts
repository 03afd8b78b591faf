import { backUpCluster } from '../../../../workflows/cluster/backup/back-up-cluster.ts';
import type { RunCommand } from '../../run-command.ts';
import { clusterRequest } from '../cluster-request.ts';
import { withSshKey } from '../with-ssh-key.ts';
import { backupPorts } from './backup-ports.ts';

/** `kubernixos [HOSTGROUP] cluster backup` */
export const runBackup: RunCommand = withSshKey((request, color, environment) =>
  backUpCluster(
    clusterRequest(request, environment),
    backupPorts(request, color, environment),
    environment.signal,
  ),
);
