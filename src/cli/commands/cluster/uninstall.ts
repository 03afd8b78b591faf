import { uninstallCluster } from '../../../workflows/cluster/uninstall-cluster.ts';
import type { RunCommand } from '../run-command.ts';
import { backupPorts } from './backup/backup-ports.ts';
import { withKeys } from './backup/with-keys.ts';
import { clusterRequest } from './cluster-request.ts';

/** `kubernixos [HOSTGROUP] cluster uninstall [--skip-host=NAME] [--no-backup] [--yes --cluster=NAME]` */
export const runUninstall: RunCommand = withKeys((request, color, environment) => {
  const { options } = request;
  return uninstallCluster(
    clusterRequest(request, environment),
    { skipped: options.texts('skip-host'), withoutBackup: options.on('no-backup') },
    backupPorts(request, color, environment),
    environment.signal,
  );
});
