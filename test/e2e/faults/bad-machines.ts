import { existsSync } from 'node:fs';
import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { delimiter, join } from 'node:path';
import type { ControlPlaneDetails } from '../../support/control-plane.ts';

/** What every machine has, as far as the tool and its helpers need it. */
const always = ['sh', 'sleep', 'rm'];

/** Makes a directory to be all of PATH, with programs from there and from `more`. */
export async function pathWith(
  parent: string,
  programs: readonly string[],
  more = '',
): Promise<string> {
  const directory = await mkdtemp(join(parent, 'path-'));
  for (const program of [...always, ...programs])
    await symlink(findProgram(program, more), join(directory, program));
  return directory;
}

/** Makes a PATH whose first directory holds a program of our own writing. */
export async function pathWithFake(
  parent: string,
  program: string,
  script: string,
): Promise<string> {
  const directory = await mkdtemp(join(parent, 'fake-'));
  await writeFile(join(directory, program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return [directory, process.env['PATH'] ?? ''].join(delimiter);
}

/** Writes a kubeconfig of one context; gives its path. */
export async function writeKubeconfig(
  parent: string,
  cluster: object,
  user: object,
): Promise<string> {
  const path = join(await mkdtemp(join(parent, 'kubeconfig-')), 'config');
  const content = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'it',
    contexts: [{ name: 'it', context: { cluster: 'it', user: 'it' } }],
    clusters: [{ name: 'it', cluster }],
    users: [{ name: 'it', user }],
  };
  await writeFile(path, JSON.stringify(content), { mode: 0o600 });
  return path;
}

/** The cluster of the tests, as a kubeconfig has it. */
export function realCluster({ server, certificateAuthority }: ControlPlaneDetails): object {
  return { server, 'certificate-authority': certificateAuthority };
}

/** Listens on a free port of 127.0.0.1, accepts connections, and never says a word. */
export async function listenSilently(): Promise<{
  readonly port: number;
  readonly connected: Promise<void>;
  readonly close: () => void;
}> {
  const sockets: Socket[] = [];
  const connected = Promise.withResolvers<undefined>();
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined).resume());
    connected.resolve(undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    connected: connected.promise,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function findProgram(program: string, more: string): string {
  const directories = [more, ...(process.env['PATH'] ?? '').split(delimiter)];
  const path = directories.map((directory) => join(directory, program)).find(existsSync);
  if (path === undefined) throw new Error(`${program} is not on PATH`);
  return path;
}
