// `k0s controller` and `k0s worker` of a stand-in host: runs until it is told to stop. The state of a
// cluster is in one real etcd, on its first controller, so that its snapshots are real ones.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { joinCluster } from './join.mjs';
import { put, putNew, startEtcd } from './etcd.mjs';
import { serveApi, shareCredentials } from './api.mjs';
import { ownAddress } from './address.mjs';

const [role = '', ...flags] = process.argv.slice(2);
const data = process.env['LAB_K0S_DATA'] ?? '';
const state = '/run/k0s/status.json';

if (existsSync('/etc/lab-knobs/start-fails')) fail('failed to start: refused by a knob');
for (const name of ['pki', 'manifests', 'images'])
  mkdirSync(`${data}/${name}`, { recursive: true, mode: 0o700 });

const token = valueOf('--token-file');
const joined =
  token !== undefined && !existsSync(`${data}/lab-endpoint`)
    ? await joinCluster(data, token)
    : undefined;
const etcd = role === 'controller' ? await runController() : undefined;
if (role === 'worker' && joined !== undefined) writeFileSync(`${data}/kubelet.conf`, joined);
const worksToo = flags.some((flag) => /^--(enable-worker|single)(=true)?$/.test(flag));
if (role === 'worker' || worksToo) await put(data, `/lab/nodes/${hostname()}`, 'Ready');
writeState();
process.on('SIGTERM', stop).on('SIGINT', stop);
setInterval(() => undefined, 2 ** 30);

async function runController() {
  const endpoint = `${data}/lab-endpoint`;
  const started = existsSync(endpoint) ? undefined : await startEtcd(data, peerAddress());
  await putNew(
    data,
    '/registry/namespaces/kube-system',
    readFileSync('/proc/sys/kernel/random/uuid', 'utf8').trim(),
  );
  await put(data, `/lab/members/${hostname()}`, `https://${ownAddress()}:2380`);
  await serveApi(await shareCredentials(data));
  return started;
}

function peerAddress() {
  const config = existsSync('/etc/k0s/k0s.yaml') ? readFileSync('/etc/k0s/k0s.yaml', 'utf8') : '';
  return /^ *"?peerAddress"?: *"?([^\s",]+)/m.exec(config)?.[1] ?? ownAddress();
}

function writeState() {
  mkdirSync('/run/k0s', { recursive: true });
  const status = {
    Version: process.env['LAB_K0S_VERSION'],
    Pid: process.pid,
    Role: role,
    SysInit: 'linux-systemd',
    Workloads: role === 'worker' || worksToo,
    SingleNode: flags.includes('--single=true'),
    Args: [process.env['LAB_K0S_PROGRAM'], role, ...flags],
  };
  writeFileSync(state, `${JSON.stringify(status)}\n`);
}

function stop() {
  rmSync(state, { force: true });
  if (etcd === undefined || etcd.exitCode !== null || etcd.signalCode !== null) process.exit(0);
  etcd.once('exit', () => process.exit(0));
  etcd.kill();
}

/** @param {string} name */
function valueOf(name) {
  return flags.find((flag) => flag.startsWith(`${name}=`))?.slice(name.length + 1);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`Error: ${message}\n`);
  process.exit(1);
}
