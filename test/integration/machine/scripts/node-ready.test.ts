import { expect, test } from 'vitest';
import { fakeKubectl, makeScript } from '../../../support/machines/run-script.ts';

test.each([
  ['True', 0],
  ['False', 1],
  ['Unknown', 1],
  ['NotReady', 1],
  ['Ready', 1],
  ['', 1],
])('a node whose condition is "%s" ends with %i', async (status, exitCode) => {
  const script = await makeScript('node-ready', { kubectl: fakeKubectl({ node1: status }) });
  const result = await script.run({ KUBECTL: 'kubectl', NODE_NAME: 'node1' });
  expect(result).toMatchObject({ exitCode });
});

test('a node that the cluster does not know is not ready', async () => {
  const script = await makeScript('node-ready', { kubectl: fakeKubectl({}) });
  const result = await script.run({ KUBECTL: 'kubectl', NODE_NAME: 'node1' });
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toContain('no such node');
});

test('kubectl may be a part of another program', async () => {
  const k3s = `record "$*"; shift; ${fakeKubectl({ node1: 'True' })}`;
  const script = await makeScript('node-ready', { k3s });
  const result = await script.run({ KUBECTL: 'k3s kubectl', NODE_NAME: 'node1' });
  expect(result).toMatchObject({ exitCode: 0 });
  expect(await script.recorded()).toMatch(/^kubectl get node node1 -o jsonpath=/);
});
