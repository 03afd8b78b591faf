import { resolve } from 'node:path';
import { createArchiveReader } from '../../../../adapters/archive-reader.ts';
import { createConcourseBackups } from '../../../../adapters/concourse-backups.ts';
import { Failure } from '../../../../model/failure.ts';
import { importBackups } from '../../../../workflows/cluster/backup/import-backups.ts';
import type { RunCommand } from '../../run-command.ts';
import { clusterRequest } from '../cluster-request.ts';
import { backupPorts } from './backup-ports.ts';
import { concourseSettings } from './concourse-settings.ts';

/** `kubernixos [HOSTGROUP] cluster backups import DIR [--cipher=NAME] [--signed-by=FINGERPRINT]` */
export const runImportBackups: RunCommand = (request, color, environment) => {
  const { cwd, signal } = environment;
  // Only we decrypt by it: no other program gets it.
  const { K0SCTL_GPG_KEY: gpgKey = '', ...env } = environment.env;
  const [directory, ...words] = request.words;
  if (directory === undefined) throw noDirectory();
  const settings = concourseSettings(env, request.options.text('cipher'));
  const source = { directory: resolve(cwd, directory), settings, gpgKey: gpgKey || null };
  const within = { ...environment, env };
  return importBackups(
    clusterRequest({ ...request, words }, within),
    {
      ...backupPorts(request, color, within),
      source: createConcourseBackups(source, createArchiveReader(env), env),
      signedBy: request.options.text('signed-by')?.toUpperCase() ?? null,
    },
    signal,
  );
};

function noDirectory(): Failure {
  return new Failure({
    code: 'missing-word',
    message: 'cluster backups import needs a directory',
    hint: 'Write: kubernixos HOSTGROUP cluster backups import DIR',
  });
}
