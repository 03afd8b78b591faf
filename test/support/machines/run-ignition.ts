import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';

/** Ignition itself, as Debian's package `ignition` has it. */
const program = '/usr/lib/dracut/modules.d/30ignition/ignition';

/** It sets owners, which only root may. */
export const canRunIgnition = existsSync(program) && process.getuid?.() === 0;

/** A root directory that Ignition sets up. */
export interface IgnitionRoot {
  /** Runs one of its stages; `faults` are the lines that say why it fails. */
  readonly run: (stage: 'fetch' | 'files') => Promise<{
    readonly exitCode: number | undefined;
    readonly faults: readonly string[];
  }>;
  /** Forgets what it has fetched, as a start of the node does. */
  readonly forget: () => Promise<void>;
  /** A file that it has made; null where it has not. */
  readonly read: (path: string) => Promise<string | null>;
  /** The configuration that it has fetched. */
  readonly fetched: () => Promise<unknown>;
}

/** A node that finds this configuration at its start; gone with the test. */
export async function makeIgnitionRoot(configuration: string): Promise<IgnitionRoot> {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-disk-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const at = (name: string) => join(directory, name);
  await mkdir(at('bin'));
  await mkdir(at('root/etc/selinux'), { recursive: true });
  await writeFile(at('root/etc/selinux/config'), 'SELINUXTYPE=targeted\n');
  await writeFile(at('node.ign'), configuration);
  await writeFile(at('bin/setfiles'), '#!/bin/sh\n');
  await chmod(at('bin/setfiles'), 0o755);
  const env = { PATH: `${at('bin')}:/usr/bin:/bin`, IGNITION_CONFIG_FILE: at('node.ign') };
  return {
    async run(stage) {
      const args = [
        ...[`--stage=${stage}`, '--platform=file', '--log-to-stdout'],
        ...[`--root=${at('root')}`, `--config-cache=${at('cache.json')}`],
      ];
      const options = { env, all: true, reject: false, timeout: 60_000 } as const;
      const { all, exitCode } = await execa(program, args, options);
      return { exitCode, faults: all.split('\n').filter((line) => /^CRIT/.test(line)) };
    },
    forget: () => rm(at('cache.json'), { force: true }),
    read: (path) => readFile(join(at('root'), path), 'utf8').catch(() => null),
    fetched: async () => JSON.parse(await readFile(at('cache.json'), 'utf8')) as unknown,
  };
}
