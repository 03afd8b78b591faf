import { printableLine } from '../../../../report/printable.ts';
import { verifyBackups } from '../../../../workflows/cluster/backup/verify-backups.ts';
import type { RunCommand } from '../../run-command.ts';
import { clusterRequest } from '../cluster-request.ts';
import { backupPorts } from './backup-ports.ts';

/** `kubernixos [HOSTGROUP] cluster backups verify [BACKUP…]` */
export const runVerifyBackups: RunCommand = (request, color, environment) => {
  const { stdout, signal } = environment;
  const show = (name: string, problem: string | null) =>
    stdout.write(`${printableLine(`${name}: ${problem ?? 'good'}`)}\n`);
  return verifyBackups(
    clusterRequest({ ...request, words: [] }, environment),
    request.words,
    {
      ...backupPorts(request, color, environment),
      show: ({ name, problem }) => void show(name, problem),
    },
    signal,
  );
};
