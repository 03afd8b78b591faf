import { resolve } from 'node:path';
import { secretValues } from '../../../../adapters/secret-values.ts';
import { rekeyBackups } from '../../../../workflows/cluster/backup/rekey-backups.ts';
import type { RunCommand } from '../../run-command.ts';
import { clusterRequest } from '../cluster-request.ts';
import { backupPorts } from './backup-ports.ts';
import { withKeys } from './with-keys.ts';

/** `kubernixos [HOSTGROUP] cluster rekey [--old-identity=FILE]` */
export const runRekey: RunCommand = withKeys(async (request, color, environment) => {
  const { cwd, env, signal } = environment;
  const file = request.options.text('old-identity');
  const source = file === null ? null : ({ type: 'file', file: resolve(cwd, file) } as const);
  const old = source === null ? null : await secretValues(env).read(source, '--old-identity');
  return rekeyBackups(
    clusterRequest(request, environment),
    old,
    backupPorts(request, color, environment),
    signal,
  );
});
