import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect, type Result } from './collect.ts';
import type { HostConfig } from './config.ts';
import { FinalError } from './final-error.ts';
import { quote } from './quote.ts';
import { openMaster } from './ssh-master.ts';
import { openSshOptions, sshOptions, sshTarget } from './ssh-options.ts';

/** An open way to a host. */
export interface Connection {
  readonly run: (script: string, input?: string | Buffer) => Promise<Result>;
  readonly close: () => Promise<void>;
}

/** Opens one ssh connection that all commands share; rejects with what ssh said, or when stopped. */
export async function connect(config: HostConfig, stop: AbortSignal): Promise<Connection> {
  if (config.winRM !== undefined) throw new FinalError('this stand-in does not speak WinRM');
  const ssh = config.ssh ?? config.openSSH;
  if (ssh === undefined) return localConnection();
  const options = config.ssh === undefined ? openSshOptions(ssh) : sshOptions(ssh);
  const dir = await mkdtemp(join(tmpdir(), 'k0sctl-ssh-'));
  const shared = [...options, '-o', `ControlPath=${join(dir, 'socket')}`];
  // rmSync leaves a directory behind where ssh removes its socket at the same moment.
  const remove = () => rm(dir, { recursive: true, force: true });
  const master = openMaster(dir, [...shared, sshTarget(ssh)], stop);
  const closeMaster = await master.catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  return {
    run: (script, input) =>
      collect('ssh', [...shared, sshTarget(ssh), `/bin/sh -c -- ${quote(script)}`], input),
    close: () => {
      closeMaster();
      return remove();
    },
  };
}

function localConnection(): Connection {
  return {
    run: (script, input) => collect('sh', ['-c', script], input),
    close: () => Promise.resolve(),
  };
}
