import { uninstallCluster } from '../../../workflows/cluster/uninstall-cluster.ts';
import type { RunCommand } from '../run-command.ts';
import { clusterRequest } from './cluster-request.ts';
import { lifecyclePorts } from './lifecycle-ports.ts';
import { withSshKey } from './with-ssh-key.ts';

/** `kubernixos [HOSTGROUP] cluster uninstall [--skip-host=NAME] [--yes --cluster=NAME]` */
export const runUninstall: RunCommand = withSshKey((request, color, environment) =>
  uninstallCluster(
    clusterRequest(request, environment),
    request.options.texts('skip-host'),
    lifecyclePorts(request, color, environment),
    environment.signal,
  ),
);
