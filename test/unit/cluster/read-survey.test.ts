import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readSurvey } from '../../../src/cluster/read-survey.ts';

function read(stdout: string) {
  return readSurvey({ type: 'ran', exitCode: 0, stdout, stderr: '' });
}

const BARE = 'hostname 0\n a\n\nprocesses 0\n 0\n\n';
const END = '\nend 0\n yes\n';
const CONTROLLER =
  '\nstatus 0\n {"Version":"v1.33.4+k0s.0","Pid":7,"Role":"controller","Workloads":false}\n';

test('a bare host has nothing of k0s', () => {
  expect(read(BARE + END)).toEqual({
    type: 'seen',
    hostname: 'a',
    program: null,
    units: [],
    status: null,
    hasData: false,
    hasState: false,
    usedDataDir: null,
    ca: null,
    processes: 0,
    children: 0,
    secretFiles: [],
    config: null,
    cluster: null,
  });
});

test('a running controller tells of its cluster', () => {
  const uid = '0b3c5a1e-8c9f-4c57-9d62-1f1b1a0f3a11';
  const said = [
    'data 0\n yes\n',
    `config 0\n ${'a'.repeat(64)}  -\n`,
    'unit-k0scontroller 0\n active\n',
    'version 0\n v1.33.4+k0s.0\n',
    CONTROLLER,
    `uid 0\n ${uid}\n`,
    'etcd 0\n {"members":{"b":"https://10.0.0.2:2380","a":"https://10.0.0.1:2380"}}\n',
    'nodes 0\n w\tTrue\tv1.33.4+k0s\n v\tUnknown\tv1.33.4+k0s\n',
  ];
  expect(read([BARE, ...said, END].join('\n'))).toMatchObject({
    program: { version: 'v1.33.4+k0s.0' },
    units: [{ name: 'k0scontroller', isActive: true }],
    status: { role: 'controller', version: 'v1.33.4+k0s.0', pid: 7 },
    hasData: true,
    config: { sha256: 'a'.repeat(64) },
    cluster: {
      uid,
      etcdMembers: [{ name: 'a' }, { name: 'b', peerUrl: 'https://10.0.0.2:2380' }],
      nodes: [
        { name: 'v', isReady: false },
        { name: 'w', isReady: true, version: 'v1.33.4+k0s' },
      ],
    },
  });
});

describe('what k0s did not tell is unknown', () => {
  test.each([
    ['a cluster without etcd', `${CONTROLLER}\netcd 1\n `, { cluster: { etcdMembers: null } }],
    ['an API server that is down', `${CONTROLLER}\nnodes 1\n\nuid 1\n`, { cluster: { uid: null } }],
    ['k0s that hangs', '\nstatus 137\n \n', { status: null, cluster: null }],
    ['k0s that says anything', '\nstatus 0\n {"Role":[]}', { status: null }],
    ['k0s that says no JSON', '\nstatus 0\n oops', { status: null }],
    ['JSON of many levels', `\nstatus 0\n ${'['.repeat(9999)}`, { status: null }],
    ['a program that fails', '\nversion 126\n v1.2.3\n', { program: { version: null } }],
    ['a file that cannot be hashed', '\nconfig 127\n\n', { config: { sha256: null } }],
    ['a stopped unit', '\nunit-k0sworker 3\n', { units: [{ name: 'k0sworker', isActive: false }] }],
  ])('%s', (_name, said, expected) => {
    expect(read(BARE + said + END)).toMatchObject(expected);
  });
});

test.each([
  ['{"Role":"server"}', 'controller'],
  ['{"Role":"controller","Workloads":true}', 'controller+worker'],
  ['{"Role":"controller","Workloads":true,"SingleNode":true}', 'single'],
  ['{"Role":"worker"}', 'worker'],
])('%s is a %s', (status, role) => {
  expect(read(`${BARE}\nstatus 0\n ${status}\n${END}`)).toMatchObject({ status: { role } });
});

test('what k0s leaves behind is told', () => {
  const said = `children 0\n 3\n\nstate 0\n yes\n\nca 0\n ${'b'.repeat(64)}  -\n\nleft 2\n /etc/k0s/k0stoken\n`;
  expect(read(BARE + said + END)).toMatchObject({
    ...{ children: 3, hasState: true, ca: 'b'.repeat(64), secretFiles: ['/etc/k0s/k0stoken'] },
  });
});

test('the hash of no authority is none', () => {
  const nothing = createHash('sha256').digest('hex');
  expect(read(`${BARE}ca 0\n ${nothing}  -\n${END}`)).toMatchObject({ ca: null });
});

test.each([
  [
    'its variables',
    '\nstatus 0\n {"Role":"worker","K0sVars":{"DataDir":"/a"},"Args":["--data-dir=/b"]}\n',
    '/a',
  ],
  ['its words', '\nstatus 0\n {"Role":"worker","Args":["k0s","worker","--data-dir=/b"]}\n', '/b'],
  [
    'two of its words',
    '\nstatus 0\n {"Role":"worker","Args":["k0s","--data-dir","/c","x"]}\n',
    '/c',
  ],
  ['its service', '\nunit-k0sworker 3\n\ndirectory-k0sworker 0\n /d\n', '/d'],
  ['nothing', '\nstatus 0\n {"Role":"worker","Args":["k0s","worker"]}\n', null],
])('the directory that k0s uses is told by %s', (_name, said, usedDataDir) => {
  expect(read(BARE + said + END)).toMatchObject({ usedDataDir });
});

test('what a program says passes for no other answer', () => {
  const said = 'version 0\n v1.33.4+k0s.0\n data 0\n  yes\n';
  expect(read(BARE + said + END)).toMatchObject({ hasData: false });
});

test('what a login shell says is left out', () => {
  expect(read(`Welcome!\n\n${BARE}${END}`)).toMatchObject({ type: 'seen', hostname: 'a' });
});

test('an answer that breaks off is none', () => {
  expect(read(BARE)).toMatchObject({
    type: 'unreached',
    reason: expect.stringContaining('broke off') as string,
  });
});

test('what was not reached stays so', () => {
  expect(readSurvey({ type: 'unsupported' })).toEqual({ type: 'unsupported' });
});
