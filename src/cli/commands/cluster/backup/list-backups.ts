import { systemClock } from '../../../../adapters/clock.ts';
import { backupListJson, backupListText } from '../../../../report/backup-list.ts';
import { listBackups } from '../../../../workflows/cluster/backup/list-backups.ts';
import type { RunCommand } from '../../run-command.ts';
import { clusterRequest } from '../cluster-request.ts';
import { backupPorts } from './backup-ports.ts';

/** `kubernixos [HOSTGROUP] cluster backups list [--json]` */
export const runListBackups: RunCommand = async (request, color, environment) => {
  const { stdout, signal } = environment;
  const ports = backupPorts(request, color, environment);
  const records = await listBackups(clusterRequest(request, environment), ports, signal);
  stdout.write(
    request.options.on('json')
      ? backupListJson(records)
      : backupListText(records, systemClock.date()),
  );
  return 'done';
};
