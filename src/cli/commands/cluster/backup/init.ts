import { initLines } from '../../../../report/init-backups.ts';
import { initBackups } from '../../../../workflows/cluster/backup/init-backups.ts';
import type { RunCommand } from '../../run-command.ts';
import { clusterRequest } from '../cluster-request.ts';
import { backupPorts } from './backup-ports.ts';
import { withKeys } from './with-keys.ts';

/** `kubernixos [HOSTGROUP] cluster init` */
export const runInit: RunCommand = withKeys(async (request, color, environment) => {
  const { stdout, signal } = environment;
  const ports = backupPorts(request, color, environment);
  const result = await initBackups(clusterRequest(request, environment), ports, signal);
  const lines = initLines(result);
  if (lines.length > 0) ports.story.tell('write into the hostgroup:');
  for (const line of lines) stdout.write(`${line}\n`);
  return 'done';
});
