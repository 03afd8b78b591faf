import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseFreePorts } from '../../support/free-ports.ts';
import {
  canMakeImages,
  describeMachine,
  type MachineTool,
  machineTool,
} from '../../support/machines/machine-tools.ts';
import { extractPartition, tool } from '../../support/machines/read-image.ts';
import { canRunIgnition, makeIgnitionRoot } from '../../support/machines/run-ignition.ts';
import { startServer } from '../../support/machines/start-server.ts';
import { waitFor } from '../../support/wait-for.ts';

const isPossible = canMakeImages && canRunIgnition;

/** A machine whose stick holds a pointer with its token, and the server that it points to. */
async function makeFleet(fleetSecret: string, changed = '') {
  const [port = 0] = await chooseFreePorts(1);
  const pointer = `
    match.serial = "S-1"; boot.ignition = "pointer"; boot.ignitionToken = true;
    boot.ignitionUrl = "http://127.0.0.1:${String(port)}/ignition?serial=S-1";`;
  const machine = await machineTool(describeMachine(pointer));
  await machine.write('bearer.secret', 'a secret of the whole fleet, long enough');
  const node = await makeIgnitionRoot(await pointerOnStick(machine));
  await machine.write('other.secret', fleetSecret);
  await machine.write(
    'prod.nix',
    `{ network.modules = [ ({ lib, ... }: { ${describeMachine(pointer + changed)} }) ]; }`,
  );
  const listen = ['--listen', `127.0.0.1:${String(port)}`, '--bearer-secret', 'other.secret'];
  return { node, server: await startServer(machine, listen) };
}

async function pointerOnStick({ run, dir }: MachineTool): Promise<string> {
  const args = ['image', 'node1', '--out', 'node1.img', '--bearer-secret', 'bearer.secret'];
  const { exitCode, stderr } = await run(args);
  if (exitCode !== 0) throw new Error(stderr);
  const efi = await extractPartition(join(dir, 'node1.img'), 'efi');
  return tool('mcopy', ['-i', efi, '::/node.ign', '-']);
}

test.skipIf(!isPossible)('Ignition fetches by the pointer of a stick, with its token', async () => {
  const { node, server } = await makeFleet('a secret of the whole fleet, long enough');
  expect(await node.run('fetch')).toEqual({ exitCode: 0, faults: [] });
  expect(JSON.stringify(await node.fetched())).toContain('/etc/hostname');
  await waitFor(() => server.told().includes('GET /ignition?serial=S-1: 200 (node1)'));
});

test.skipIf(!isPossible)('Ignition takes no other configuration than the stick pins', async () => {
  const { node } = await makeFleet(
    'a secret of the whole fleet, long enough',
    'files."/etc/more".text = "x";',
  );
  const { exitCode, faults } = await node.run('fetch');
  expect(exitCode).not.toBe(0);
  expect(faults.join('\n')).toMatch(/hash/);
});

test.skipIf(!isPossible)('a stick with the token of another fleet gets nothing', async () => {
  const { node, server } = await makeFleet('a secret of another fleet, which is as long');
  expect((await node.run('fetch')).exitCode).not.toBe(0);
  await waitFor(() => server.told().includes('GET /ignition?serial=S-1: 401 (node1)'));
});
