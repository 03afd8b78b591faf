import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { execa } from 'execa';
import { chooseFreePorts } from '../free-ports.ts';
import { waitFor } from '../wait-for.ts';

const PROGRAM = '/usr/sbin/sshd';

/** A server for SSH on this machine, which lets one key in. */
export interface SshServer {
  readonly port: number;
  /** The public key that it proves itself by. */
  readonly hostKey: string;
  /** The private key that it lets in. */
  readonly userKey: string;
  readonly stop: () => Promise<void>;
}

/** Whether one can be started here. */
export const hasSshServer = existsSync(PROGRAM) && process.getuid?.() === 0;

/** Starts a server that has its files in a directory. */
export async function startSshServer(directory: string): Promise<SshServer> {
  const [host, user] = [join(directory, 'host-key'), join(directory, 'user-key')];
  for (const file of [host, user])
    await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file]);
  const [port = 0] = await chooseFreePorts(1);
  await writeFile(join(directory, 'sshd_config'), configuration(port, host, user));
  // Its own, as distributions make it when they start their sshd.
  await mkdir('/run/sshd', { recursive: true });
  const child = spawn(PROGRAM, ['-D', '-e', '-f', join(directory, 'sshd_config')], {
    stdio: 'ignore',
  });
  await waitFor(() => answers(port), { what: 'sshd' });
  return {
    port,
    hostKey: (await readFile(`${host}.pub`, 'utf8')).trim(),
    userKey: await readFile(user, 'utf8'),
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

function configuration(port: number, host: string, user: string): string {
  return `
ListenAddress 127.0.0.1
Port ${String(port)}
HostKey ${host}
AuthorizedKeysFile ${user}.pub
PidFile none
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
StrictModes no
UsePAM no
`;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'data', { signal: AbortSignal.timeout(1000) });
    return true;
  } finally {
    socket.destroy();
  }
}
