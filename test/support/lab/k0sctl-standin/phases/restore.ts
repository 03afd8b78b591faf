import { readFileSync } from 'node:fs';
import { dataDirOf, k0sOf } from '../host.ts';
import { attempt, execute, failureOf, writeRemote } from '../remote.ts';
import { dieWhereToldTo } from '../killed.ts';
import { leaderOf, type Phase } from '../run.ts';

/** Passes in silence where a controller runs, and really restores in a dry run: k0sctl does both. */
export const restore: Phase = {
  title: 'Restore cluster state',
  prepare: (run) => {
    const { facts, reset } = leaderOf(run);
    return run.args.restoreFrom !== '' && facts.runningVersion === undefined && !reset;
  },
  run: async (run) => {
    const leader = leaderOf(run);
    const dir = await execute(leader, 'mktemp -d');
    const file = `${dir}/k0s_backup.tar.gz`;
    await writeRemote(leader, file, readFileSync(run.args.restoreFrom));
    run.log.info(`${leader.title}: restoring cluster state`);
    await dieWhereToldTo(leader);
    // A dry run has no other k0s than the staged one.
    const k0s = (run.args.dryRun && leader.facts.stagedBinary) || k0sOf(leader);
    const result = await attempt(leader, `${k0s} restore --data-dir=${dataDirOf(leader)} ${file}`);
    await attempt(leader, `rm -f ${file}`);
    const { stderr } = await attempt(leader, `rm -f ${dir}`);
    run.log.warn(
      `${leader.title}: failed to remove backup temp dir ${dir}: delete ${dir}: ${stderr.trim()}`,
    );
    if (result.code === 0) return;
    run.log.error(`${leader.title}: restore failed: ${result.stderr}`);
    throw new Error(`restore failed: ${failureOf(result)}`);
  },
};
