import { expect, test } from 'vitest';
import { gatherSecrets } from '../../../../src/machine/secrets/gather-secrets.ts';
import type { Machine } from '../../../../src/model/machine.ts';
import { machineOf, secretsOf } from '../../../support/machines/machine-builder.ts';

const k3s = secretsOf('k3s', 'K3S_TOKEN* K3S_DATASTORE_ENDPOINT', { prefixes: ['K3S_'] });
const log = secretsOf('logexport', 'LOGEXPORT_HOST* LOGEXPORT_PORT*');
const password = secretsOf('node-password', 'NODE_PASSWORD*', {
  format: 'value',
  file: 'password',
});
const node1 = machineOf({ secrets: [k3s, log, password] });
const node2 = machineOf({ name: 'node2', secrets: [secretsOf('heartbeat', 'HEARTBEAT_URL*')] });

type Values = Readonly<Record<string, string>>;

function gather(variables: Values, ...files: readonly Values[]) {
  const input = (origin: string, values: Values) => ({
    origin,
    assignments: Object.entries(values).map(([name, value]) => ({ name, value })),
  });
  return gatherSecrets(node1, [node1, node2], {
    named: files.map((values, index) => input(`file${String(index + 1)}`, values)),
    environment: input('the environment', variables),
  });
}

test('values go into the file of their group', () => {
  const { files, left, problems } = gather({}, { K3S_TOKEN: 't', NODE_PASSWORD: 'p"w' });
  expect(problems).toEqual([]);
  expect(files).toEqual([
    { name: 'k3s_env', content: 'K3S_TOKEN="t"\n' },
    { name: 'password', content: 'p"w' },
  ]);
  expect(left).toEqual([log]);
});

test('of the environment only what the machine asks for is taken, files count before it', () => {
  const { files } = gather(
    { K3S_TOKEN: 'old', K3S_ANY: 'x', MY_K3S_ANY: 'y', HOME: '/root' },
    { K3S_TOKEN: 'new' },
  );
  expect(files).toEqual([{ name: 'k3s_env', content: 'K3S_ANY="x"\nK3S_TOKEN="new"\n' }]);
});

test('an empty value is kept where it may be empty', () => {
  const { files } = gather({ K3S_TOKEN: 't', K3S_DATASTORE_ENDPOINT: '' });
  expect(files[0]?.content).toContain('K3S_DATASTORE_ENDPOINT=""\n');
});

test('an empty value of what is required is none', () => {
  expect(gather({ LOGEXPORT_HOST: '', LOGEXPORT_PORT: '' }).left).toContain(log);
});

const reserving = (name: string, instead: string) =>
  machineOf({ secrets: [{ ...k3s, reserved: [{ name, instead }] }] });

function problemsOf(machine: Machine, values: Values): readonly string[] {
  const assignments = Object.entries(values).map(([name, value]) => ({ name, value }));
  const environment = { origin: 'the environment', assignments };
  return gatherSecrets(machine, [machine], { named: [], environment }).problems;
}

test.each([
  ['K3S_NODE_NAME', 'services.k3s.settings.node-name'],
  ['K3S_CLUSTER_INIT', 'services.k3s.clusterInit'],
])('a variable that an option decides is a problem: %s', (name, instead) => {
  const values = { K3S_TOKEN: 't', [name]: 'hunter2' };
  expect(problemsOf(reserving(name, instead), values)).toEqual([
    `${name} is for ${instead} to decide: take it out of the file or the environment, and write that option`,
  ]);
});

test('an empty variable says nothing else than the option', () => {
  const machine = reserving('K3S_DATASTORE_ENDPOINT', 'services.k3s.datastore');
  expect(problemsOf(machine, { K3S_TOKEN: 't', K3S_DATASTORE_ENDPOINT: '' })).toEqual([]);
});

const external = machineOf({
  secrets: [secretsOf('k3s', 'K3S_TOKEN* K3S_DATASTORE_ENDPOINT*', { prefixes: ['K3S_'] })],
});

test.each([
  'sqlite://',
  'sqlite:///var/lib/hunter2.db',
  'SQLite://hunter2',
  ' sqlite://hunter2',
  'dqlite://hunter2',
  'etcd',
  '/var/lib/hunter2.db',
  '://hunter2',
  ' ',
])('an external datastore is not on the node: %j', (endpoint) => {
  const problems = problemsOf(external, { K3S_TOKEN: 't', K3S_DATASTORE_ENDPOINT: endpoint });
  expect(problems).toEqual([
    expect.stringMatching(
      /^K3S_DATASTORE_ENDPOINT names no .*services\.k3s\.datastore is "external"/,
    ),
  ]);
  expect(problems.join()).not.toContain('hunter2');
});

test.each([
  'postgres://u:p@db.example.com:5432/k3s',
  'mysql://u:p@tcp(db.example.com:3306)/k3s',
  'https://a.example.com:2379,https://b.example.com:2379',
  'nats://db.example.com',
])('an external datastore is any that is elsewhere: %s', (endpoint) => {
  expect(problemsOf(external, { K3S_TOKEN: 't', K3S_DATASTORE_ENDPOINT: endpoint })).toEqual([]);
});

test.each([
  ['K3S_DATASTORE_CERTFILE', 'K3S_DATASTORE_KEYFILE'],
  ['K3S_DATASTORE_KEYFILE', 'K3S_DATASTORE_CERTFILE'],
])('%s is nothing without %s', (given, needed) => {
  const values = { K3S_TOKEN: 't', K3S_DATASTORE_ENDPOINT: 'https://a', [given]: '/secrets/x' };
  expect(problemsOf(external, values)).toEqual([
    `${needed} is missing, which k3s needs beside ${given}`,
  ]);
  expect(problemsOf(external, { ...values, [needed]: '/secrets/y' })).toEqual([]);
});

test('a group with a part of what it needs is a problem', () => {
  expect(gather({ LOGEXPORT_HOST: 'logs.example.com' }).problems).toEqual([
    'LOGEXPORT_PORT is missing, which logexport needs beside LOGEXPORT_HOST',
  ]);
});

test('a name that no machine asks for is a problem in a file; that of another machine is none', () => {
  expect(gather({}, { HEARTBEAT_URL: 'u', LOGEXPORT_HOTS: 'h' }).problems).toEqual([
    'file1: no machine asks for LOGEXPORT_HOTS; did you mean LOGEXPORT_HOST?',
  ]);
});

test('two files that disagree are a problem, and no value is shown', () => {
  const { problems } = gather({}, { K3S_TOKEN: 'hunter2' }, { K3S_TOKEN: 'hunter3' });
  expect(problems).toEqual(['K3S_TOKEN has different values in file1 and file2']);
});

test('a value that systemd would drop is a problem', () => {
  expect(gather({ K3S_TOKEN: 'a\0b' }).problems).toEqual([
    'the value of K3S_TOKEN cannot be in the environment of a unit: it has a control character',
  ]);
});

test('a value that no program could be started with is a problem, and the longest other one is none', () => {
  const name = 'K3S_TOKEN';
  const most = 'x'.repeat(128 * 1024 - `${name}=`.length - 1);
  expect(gather({ [name]: most }).problems).toEqual([]);
  expect(gather({}, { [name]: `${most}x` }).problems).toEqual([
    'the value of K3S_TOKEN cannot be in the environment of a unit: with its name it has more than 131070 bytes, and no program could be started with it',
  ]);
  expect(gather({ NODE_PASSWORD: `${most}x`, K3S_TOKEN: 't' }).problems).toEqual([]);
});

test('a value of the environment that was no UTF-8 is a problem; of a file it is as it was written', () => {
  const value = 'hunter2-\ufffd';
  expect(gather({ K3S_TOKEN: value, HOME: value }).problems).toEqual([
    'the value of K3S_TOKEN in the environment is no text in UTF-8: put it right, or into a file for --secrets or --secret-file',
  ]);
  expect(gather({ NODE_PASSWORD: value }).problems).toHaveLength(1);
  expect(gather({ K3S_TOKEN: value }, { K3S_TOKEN: value }).problems).toEqual([]);
});
