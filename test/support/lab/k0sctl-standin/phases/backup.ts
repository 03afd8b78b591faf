import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { constants } from 'node:fs';
import { resolve } from 'node:path';
import { dataDirOf, k0sOf, type Host } from '../host.ts';
import { attempt, execute } from '../remote.ts';
import { dieWhereToldTo } from '../killed.ts';
import { leaderOf, plan, type Phase, type Run } from '../run.ts';
import { runHooks } from './hooks.ts';

/** Opens the archive before anything else, as k0sctl does: a dry run leaves an empty file. */
export async function withArchive(
  run: Run,
  action: (takeBackup: Phase) => Promise<void>,
): Promise<void> {
  const seconds = Math.floor(Date.now() / 1000);
  const path = run.args.output || resolve(`k0s_backup_${seconds}.tar.gz`);
  // Not truncated: an older, longer archive of that name keeps its end.
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    await action(takeBackup(file));
  } catch (error) {
    rmSync(path);
    throw error;
  } finally {
    closeSync(file);
  }
}

function takeBackup(file: number): Phase {
  return {
    title: 'Take backup',
    prepare: (run) => {
      if (leaderOf(run).facts.runningVersion === undefined)
        throw new Error('failed to find a running controller');
      return true;
    },
    before: (run) => runHooks(run, 'backup', 'before', [leaderOf(run)]),
    run: async (run) => {
      const leader = leaderOf(run);
      run.log.info(`${leader.title}: backing up`);
      if (run.args.dryRun) planBackup(run, leader);
      else await download(run, leader, file);
    },
    after: (run) => runHooks(run, 'backup', 'after', [leaderOf(run)]),
  };
}

function planBackup(run: Run, leader: Host): void {
  plan(run, leader, 'create a tempdir using `mktemp -d`');
  plan(run, leader, `create backup using \`${command(leader, '/tmp/k0s_backup.dryrun')}\``);
  plan(run, undefined, 'download the backup file to local host');
  plan(run, leader, 'delete the tempdir');
}

async function download(run: Run, leader: Host, file: number): Promise<void> {
  const dir = await execute(leader, 'mktemp -d');
  await execute(leader, command(leader, dir));
  const name = (await execute(leader, `ls ${dir}`)).split('\n')[0] ?? '';
  if (name === '') throw new Error(`no backup file found in ${dir}`);
  await dieWhereToldTo(leader);
  const { stdout } = await attempt(leader, `dd if=${dir}/${name} status=none`);
  writeSync(file, stdout, 0, stdout.length, 0);
  await attempt(leader, `rm -f ${dir}/${name}`);
  const { stderr } = await attempt(leader, `rm -f ${dir}`);
  run.log.warn(
    `${leader.title}: failed to clean up backup temp directory ${dir}: delete ${dir}: ${stderr.trim()}`,
  );
}

function command(leader: Host, dir: string): string {
  return `${k0sOf(leader)} backup --save-path ${dir} --data-dir ${dataDirOf(leader)}`;
}
