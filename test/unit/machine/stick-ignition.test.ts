import { expect, test } from 'vitest';
import { bearerOf, checkBearerSecret } from '../../../src/machine/bearer.ts';
import { stickIgnition } from '../../../src/machine/stick-ignition.ts';
import type { IgnitionDelivery } from '../../../src/model/machine.ts';
import { machineOf } from '../../support/machines/machine-builder.ts';

const SECRET = 'a secret of the whole fleet, long enough';
const document = { ignition: { version: '3.3.0', config: { replace: { source: 'https://x' } } } };

const on = (ignition: IgnitionDelivery) => machineOf({ boot: { ...machineOf().boot, ignition } });

test('an embedded configuration is on the stick as it is', () => {
  const machine = on({ type: 'embedded' });
  expect(stickIgnition(machine, null)).toBe(machine.ignitionText);
});

test('what the kernel is told is not on the stick', () => {
  const pointer = { type: 'pointer', url: 'https://x', document, needsToken: false } as const;
  expect(stickIgnition(on(pointer), SECRET)).toBeNull();
  expect(stickIgnition(machineOf(), SECRET)).toBeNull();
});

test('a pointer with a token has that of its machine alone', () => {
  const pointer = { type: 'pointer', url: 'https://x', document, needsToken: true } as const;
  const text = stickIgnition(on(pointer), SECRET) ?? '';
  expect(JSON.parse(text)).toMatchObject({
    ignition: {
      config: {
        replace: {
          source: 'https://x',
          httpHeaders: [{ name: 'Authorization', value: `Bearer ${bearerOf(SECRET, 'node1')}` }],
        },
      },
    },
  });
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(bearerOf(SECRET, 'node2'));
  expect(() => stickIgnition(on(pointer), null)).toThrow('no secret is given');
});

test('a secret that can be guessed is refused, and not shown', () => {
  expect(checkBearerSecret(`${SECRET}\n`, 'f')).toBe(SECRET);
  expect(() => checkBearerSecret('hunter2', 'f')).toThrow('f has fewer than 32 characters');
});
