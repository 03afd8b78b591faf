import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from '../cluster-tools.ts';
import { backupOptions, describeDrillHost, initBackups } from './backup-hostgroup.ts';
import { describeLabHost, keptLabTool, type LabTool } from './lab-hostgroup.ts';
import { type Lab, startLab } from './start-lab.ts';

/** A lab whose cluster is installed, with keys and a store of backups, and a host for drills named `spare`. */
export interface BackupLab {
  readonly lab: Lab;
  readonly tool: LabTool;
  readonly stop: () => Promise<void>;
  /** The names of stored backups, the newest last. */
  readonly backups: () => Promise<readonly string[]>;
  readonly clearStore: () => Promise<void>;
  /** The archives that are left in temporary directories of a host, a line each. */
  readonly left: (host: string) => Promise<string>;
  /** What we, and not k0sctl, have left in the directory for temporary files. */
  readonly plaintext: () => Promise<readonly string[]>;
  /** Runs the tool with a script in the place of k0sctl. */
  readonly withProgram: (script: string, ...words: readonly string[]) => Promise<RunResult>;
}

export const controllers = ['ctrl1', 'ctrl2'];

/** The variable DRY_RUN is set, as it may be inherited: k0sctl would take it for its own. */
export async function startBackupLab(K0SCTL: string): Promise<BackupLab> {
  const lab = await startLab({ hosts: [...controllers, 'spare'].map((name) => ({ name })) });
  const hosts = controllers.map(
    (name) => `${describeLabHost(lab, name)} hosts.${name}.binary = "${lab.k0sPath}";`,
  );
  const options = backupOptions(describeDrillHost(lab, 'spare'));
  const { tool, remove } = await keptLabTool(
    lab,
    `timeout = "2m"; ping.timeout = "2s"; ${hosts.join(' ')} ${options}`,
    { variables: { K0SCTL, DRY_RUN: 'true' } },
  );
  await initBackups(tool);
  const { exitCode, stderr } = await tool.run('cluster', 'install');
  if (exitCode !== 0) throw new Error(stderr);
  return { lab, tool, ...watchBackups(lab, tool), stop: () => lab.stop().finally(remove) };
}

function watchBackups(lab: Lab, { dir, runWith }: LabTool) {
  const store = join(dir, 'store');
  const backups = async () =>
    (await readdir(store)).filter((name) => name.startsWith('k0s_backup')).toSorted();
  return {
    backups,
    async clearStore() {
      for (const name of await backups()) await rm(join(store, name), { recursive: true });
    },
    async left(host: string) {
      return (await lab.run(host, 'ls /tmp/*/k0s_backup* 2>/dev/null')).stdout;
    },
    async plaintext() {
      return (await readdir(join(dir, 'tmp'))).filter((name) => name.startsWith('kubernixos'));
    },
    async withProgram(script: string, ...words: readonly string[]) {
      const program = join(dir, 'other-k0sctl');
      await writeFile(program, `#!/bin/sh\n${script}\n`);
      await chmod(program, 0o755);
      return runWith({ K0SCTL: './other-k0sctl' }, ...words);
    },
  };
}
