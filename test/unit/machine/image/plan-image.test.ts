import { expect, test } from 'vitest';
import { imageId } from '../../../../src/machine/image/image-id.ts';
import { planImage } from '../../../../src/machine/image/plan-image.ts';
import { machineOf } from '../../../support/machines/machine-builder.ts';

const { boot } = machineOf();

test('an image has 64 MiB, and ends with the second table', () => {
  const { sectors, partitions, bios } = planImage(machineOf(), [], []);
  expect({ sectors, bios }).toEqual({ sectors: 131_072, bios: false });
  expect(partitions.map(({ name, start, sectors }) => [name, start, sectors])).toEqual([
    ['efi', 2048, 98_304],
    ['secrets', 100_352, 28_672],
  ]);
});

test('only where a BIOS is to start from it, a partition is marked for that', () => {
  const firmware = ['uefi', 'bios'] as const;
  const { partitions, bios } = planImage(machineOf({ boot: { ...boot, firmware } }), [], []);
  expect(bios).toBe(true);
  expect(partitions.map(({ bootable }) => bootable)).toEqual([true, false]);
});

test('a machine that starts from the network has an image with its secrets alone', () => {
  const machine = machineOf({ boot: { ...boot, source: 'network', firmware: ['bios'] } });
  const { sectors, partitions, bios } = planImage(machine, [], []);
  expect(partitions.map(({ name }) => name)).toEqual(['secrets']);
  expect({ sectors, bios }).toEqual({ sectors: 16 * 2048, bios: false });
});

test('what does not fit is told before anything is written', () => {
  const secrets = [{ name: 'big', content: 'x'.repeat(11 * 1024 ** 2) }];
  expect(() => planImage(machineOf(), [], secrets)).toThrow('10485760 is the most');
});

test('more groups of secrets than the volume has room for are told before anything is written', () => {
  const secrets = Array.from({ length: 118 }, (_, index) => ({
    name: `group${String(index)}`,
    content: 'x',
  }));
  expect(() => planImage(machineOf(), [], secrets)).toThrow('118 groups of secrets, and 117 is');
  expect(planImage(machineOf(), [], secrets.slice(1)).partitions).toHaveLength(2);
});

test('every machine and every part of its image has an identifier that stays the same', () => {
  const ids = ['node1', 'node2'].flatMap((name) =>
    ['disk', 'efi'].map((part) => imageId(name, part)),
  );
  expect(new Set(ids).size).toBe(4);
  expect(imageId('node1', 'disk')).toBe(ids[0]);
  for (const id of ids) expect(id).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
});
