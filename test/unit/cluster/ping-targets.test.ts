import { expect, test } from 'vitest';
import { pingTargets } from '../../../src/cluster/ping-targets.ts';
import type { ClusterHost, Transport } from '../../../src/model/cluster-host.ts';

function host(transport: Transport): ClusterHost {
  const rest = { dataDir: '/var/lib/k0s', program: '/usr/local/bin/k0s', reset: false };
  return { name: 'a', role: 'worker', isController: false, hostname: null, ...rest, transport };
}

const gate = { address: 'gate', user: 'root', port: 22, keyPath: null, options: {} };
const ssh: Transport = { type: 'ssh', ...gate, address: '10.0.0.1', port: 2222, bastion: null };
const openSSH: Transport = {
  ...{ type: 'openSSH', address: 'alias', user: null, port: null },
  ...{ keyPath: null, configPath: null, options: {} },
};

test('the port of SSH must greet, the others must open', () => {
  expect(pingTargets(host(ssh), [6443], null)).toMatchObject([
    { address: '10.0.0.1', port: 2222, expects: 'greeting', way: { type: 'direct' } },
    { address: '10.0.0.1', port: 6443, expects: 'connection' },
  ]);
});

test('a port that is named twice is tried once', () => {
  expect(pingTargets(host(ssh), [2222, 80, 80], null).map(({ port }) => port)).toEqual([2222, 80]);
});

test('hosts behind a bastion are tried through it, those with Windows too', () => {
  const winRM: Transport = { type: 'winRM', address: 'b', port: 5986, bastion: gate };
  const way = { type: 'bastion', bastion: gate };
  expect(pingTargets(host({ ...ssh, bastion: gate }), [], null)).toMatchObject([{ way }]);
  expect(pingTargets(host(winRM), [], null)).toMatchObject([
    { port: 5986, expects: 'connection', way },
  ]);
});

test('a host of openSSH is tried where its configuration leads', () => {
  const goal = { address: '10.0.0.9', port: 22, isProxied: false };
  expect(pingTargets(host(openSSH), [], goal)).toMatchObject([
    { address: '10.0.0.9', port: 22, way: { type: 'direct' } },
  ]);
  expect(pingTargets(host(openSSH), [], { ...goal, isProxied: true })).toMatchObject([
    { way: { type: 'login' } },
  ]);
});

test('of this machine only the declared ports are tried', () => {
  expect(pingTargets(host({ type: 'localhost' }), [6443], null)).toMatchObject([
    { address: '127.0.0.1', port: 6443 },
  ]);
});
