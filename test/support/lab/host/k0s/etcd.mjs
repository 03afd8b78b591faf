import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Starts the etcd of a first controller, and waits until it answers.
 * @param {string} data
 * @param {string} address its own, for clients and peers
 */
export async function startEtcd(data, address) {
  const peers = `http://${address}:2380`;
  const flags = {
    name: hostname(),
    'data-dir': `${data}/etcd`,
    'listen-client-urls': 'http://0.0.0.0:2379',
    'advertise-client-urls': `http://${address}:2379`,
    'listen-peer-urls': peers,
    'initial-advertise-peer-urls': peers,
    'initial-cluster': `${hostname()}=${peers}`,
    'log-level': 'error',
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const etcd = spawn('etcd', [...args, '--unsafe-no-fsync'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await untilHealthy(data, performance.now() + 20_000);
  return etcd;
}

/**
 * @param {string} data
 * @param {number} end
 */
async function untilHealthy(data, end) {
  // etcdctl takes seconds to come back to a port that it once found closed.
  while (!(await isListening()) || !(await isHealthy(data))) {
    if (performance.now() > end) throw new Error('etcd does not answer');
    await sleep(20);
  }
}

/** @returns {Promise<boolean>} */
function isListening() {
  return new Promise((resolve) => {
    const socket = connect(2379, '127.0.0.1');
    const settle = (/** @type {boolean} */ open) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => {
      settle(true);
    });
    socket.once('error', () => {
      settle(false);
    });
  });
}

/** @param {string} data */
function isHealthy(data) {
  return etcdctl(data, 'endpoint', 'health').then(
    () => true,
    () => false,
  );
}

/**
 * @param {string} data
 * @param {string} key
 * @param {string} value
 */
export async function put(data, key, value) {
  await etcdctl(data, 'put', key, value);
}

/**
 * Stores a value unless the key has one.
 * @param {string} data
 * @param {string} key
 * @param {string} value
 */
export async function putNew(data, key, value) {
  if ((await get(data, key)) === '') await put(data, key, value);
}

/**
 * @param {string} data
 * @param {string} key
 * @returns {Promise<string>} empty where there is no such key
 */
export async function get(data, key) {
  return (await etcdctl(data, 'get', '--print-value-only', key)).trim();
}

/**
 * @param {string} data
 * @param {readonly string[]} args
 */
async function etcdctl(data, ...args) {
  const file = `${data}/lab-endpoint`;
  const endpoint = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'http://127.0.0.1:2379';
  const options = [`--endpoints=${endpoint}`, '--dial-timeout=3s', '--command-timeout=5s'];
  const env = { ...process.env, ETCDCTL_API: '3' };
  return (await run('etcdctl', [...options, ...args], { env })).stdout;
}
