import { afterAll, beforeAll, expect, test } from 'vitest';
import { thorough } from '../main/thorough.ts';
import { FAULTS } from './fault-kinds.ts';
import { PHASES } from './fault-phases.ts';
import { EFFECTS, FAULT_ROWS } from './fault-rows.ts';
import { type FaultyServer, startFaultyServer } from './faulty-server.ts';

// Every row of docs/faults.md: the real tool and the real kubectl, behind a gateway that misbehaves.

let server: FaultyServer;

beforeAll(async () => {
  server = await startFaultyServer('faulty-server');
});

afterAll(() => server.remove());

const rows = thorough ? FAULT_ROWS : FAULT_ROWS.filter((_, index) => index % 4 === 0);

test.each(rows)('$phase, $fault: $effect', async ({ phase, fault, effect, line }) => {
  await server.reset();
  const before = await server.uids();
  server.gateway.obey({ on: PHASES[phase], ...FAULTS[fault] });

  const { exitCode, stdout, stderr } = await server.run([
    ...['apply', 'prune', '--yes', '--request-timeout=4s'],
  ]);

  const said = `${stdout}${stderr}`;
  const after = await server.uids();
  const gone = Object.keys(before).filter((name) => after[name] !== before[name]);
  expect({ exitCode, gone }, said).toEqual(EFFECTS[effect]);
  expect(`\n${said}`).toContain(`\n${line}`);
  if (effect === 'stops; nothing is written') expect(server.writes()).toEqual([]);
});

test('the next run converges', async () => {
  server.gateway.obey(null);
  expect(await server.run(['apply', 'prune', '--yes'])).toMatchObject({ exitCode: 0 });
  const kept = ['changed', 'others', 'stays-1', 'stays-2', 'stays-3', 'unmanaged'];
  expect(Object.keys(await server.uids())).toEqual(kept);
});
