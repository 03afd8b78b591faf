import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOnPath } from '../../bootstrap/programs.mjs';
import { runProgram } from '../cluster-tools.ts';
import { startProgram, stopProgram } from '../control-plane-process.ts';
import { chooseFreePorts } from '../free-ports.ts';
import { waitFor } from '../wait-for.ts';

/** The tests of clusters bring etcd: see CONTRIBUTING.md. */
export const hasEtcd = ['etcd', 'etcdctl'].every((name) => findOnPath(name) !== undefined);

/** Has a real etcd write some keys and a snapshot of them. */
export async function takeEtcdSnapshot(): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), 'etcd-snapshot-'));
  const data = join(directory, 'data');
  await mkdir(data, { mode: 0o700 });
  const [client = 0, peer = 0] = await chooseFreePorts(2);
  const url = `http://127.0.0.1:${String(client)}`;
  const peerUrl = `http://127.0.0.1:${String(peer)}`;
  const etcd = startProgram('etcd', 'etcd', etcdArguments(data, url, peerUrl), directory);
  const etcdctl = async (...args: readonly string[]) => {
    const env = { ETCDCTL_API: '3', ETCDCTL_ENDPOINTS: url };
    const { exitCode, stderr } = await runProgram('etcdctl', args, { env });
    if (exitCode !== 0) throw new Error(`etcdctl ${args.join(' ')}: ${stderr}`);
    return true;
  };
  try {
    await waitFor(() => etcdctl('put', '/registry/namespaces/shop', 'x'.repeat(5000)), {
      what: 'etcd',
    });
    const file = join(directory, 'etcd-snapshot.db');
    await etcdctl('snapshot', 'save', file);
    return await readFile(file);
  } finally {
    await stopProgram(etcd, 10_000);
    await rm(directory, { recursive: true, force: true });
  }
}

function etcdArguments(data: string, url: string, peerUrl: string): readonly string[] {
  return [
    ...['--name', 'one', '--data-dir', data],
    ...['--listen-client-urls', url, '--advertise-client-urls', url],
    ...['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl],
    ...['--initial-cluster', `one=${peerUrl}`],
  ];
}
