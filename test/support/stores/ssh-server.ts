import { execa } from 'execa';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { chooseFreePorts } from '../free-ports.ts';
import { waitFor } from '../wait-for.ts';

/** A server of ssh on this machine, for its own user. */
export interface SshServer extends AsyncDisposable {
  readonly port: number;
  /** The ssh that knows the server, with a key that it takes. */
  readonly command: string;
  /** The public key that it proves itself by. */
  readonly hostKey: string;
  /** The private key that it takes. */
  readonly userKey: string;
}

/** Whether one can be started here. */
export const hasSshServer = existsSync('/usr/sbin/sshd') && process.getuid?.() === 0;

/** sshd wants a directory that the machine has only where its own sshd runs. */
const START = `mount -t tmpfs -o mode=755 tmpfs /run && mkdir -m 755 /run/sshd &&
  exec /usr/sbin/sshd -D -e -f /dev/null "$@"`;

/** Needs root, as a lab does. It ends with its disposal. */
export async function startSshServer(directory: string): Promise<SshServer> {
  const files = join(directory, 'sshd');
  await mkdir(files, { mode: 0o700 });
  const [hostKey, key, known, allowed] = ['host', 'key', 'known', 'allowed'].map((name) =>
    join(files, name),
  ) as [string, string, string, string];
  for (const file of [hostKey, key])
    await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file]);
  const [port = 0] = await chooseFreePorts(1);
  await writeFile(known, `[127.0.0.1]:${port} ${await readFile(`${hostKey}.pub`, 'utf8')}`);
  await writeFile(allowed, await readFile(`${key}.pub`), { mode: 0o600 });
  const options = {
    ...{ Port: port, ListenAddress: '127.0.0.1', HostKey: hostKey, AuthorizedKeysFile: allowed },
    ...{ StrictModes: 'no', UsePAM: 'no', PidFile: 'none', PasswordAuthentication: 'no' },
  };
  const words = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const server = spawn('unshare', ['--mount', 'sh', '-c', START, 'sh', ...words], {
    stdio: 'ignore',
  });
  await waitFor(() => isListening(port), { what: 'sshd' });
  return {
    port,
    hostKey: (await readFile(`${hostKey}.pub`, 'utf8')).trim(),
    userKey: await readFile(key, 'utf8'),
    command: `ssh -F none -l ${userInfo().username} -oUserKnownHostsFile=${known} -oIdentitiesOnly=yes -oIdentityAgent=none -i ${key}`,
    async [Symbol.asyncDispose]() {
      server.kill();
      await once(server, 'exit');
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.end();
      resolve(true);
    }).once('error', () => {
      resolve(false);
    });
  });
}
