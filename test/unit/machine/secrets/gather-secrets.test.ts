import { expect, test } from 'vitest';
import { gatherSecrets } from '../../../../src/machine/secrets/gather-secrets.ts';
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

test('a variable that has to be a setting is a problem', () => {
  const instead = 'services.k3s.settings.node-name';
  const reserved = [{ name: 'K3S_NODE_NAME', instead }];
  const machine = machineOf({ secrets: [{ ...k3s, reserved }] });
  const assignments = Object.entries({ K3S_TOKEN: 't', K3S_NODE_NAME: 'n' });
  const environment = {
    origin: 'the environment',
    assignments: assignments.map(([name, value]) => ({ name, value })),
  };
  expect(gatherSecrets(machine, [machine], { named: [], environment }).problems).toEqual([
    `K3S_NODE_NAME is no secret, and other parts of the node have to know it: take it out of the file or the environment, and write ${instead}`,
  ]);
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
