import { expect, test } from 'vitest';
import { findDevice } from '../../../../src/machine/flash/find-device.ts';
import { judgeDevice } from '../../../../src/machine/flash/judge-device.ts';
import type { BlockDevice } from '../../../../src/model/block-device.ts';

const IMAGE = 64 * 1024 ** 2;

function device(parts: Partial<BlockDevice> = {}): BlockDevice {
  return {
    ...{
      path: '/dev/sdb',
      type: 'disk',
      bytes: 16e9,
      model: 'Stick',
      serial: 'S1',
      number: '8:16',
    },
    ...{ transport: 'usb', removable: true, readOnly: false, mounts: [], content: '' },
    ...{ sectorBytes: 512, parts: [] },
    ...parts,
  };
}

const part = (more: Partial<BlockDevice>) =>
  device({ path: '/dev/sdb1', type: 'part', removable: false, transport: '', ...more });

test.each([
  ['a stick with old partitions', device({ parts: [part({ content: 'vfat' })] })],
  ['a card reader', device({ path: '/dev/mmcblk0', transport: '', removable: true })],
  ['a disk behind USB that says it is not removable', device({ removable: false })],
])('lets %s be written', (_what, candidate) => {
  expect(judgeDevice(candidate, IMAGE)).toEqual([]);
});

test.each([
  ['a partition', part({ transport: 'usb' }), 'it is no whole disk, but of the type part'],
  ['a disk inside', device({ transport: 'nvme', removable: false }), 'it is neither removable nor'],
  ['a read-only stick', device({ readOnly: true }), 'it is read-only'],
  ['large sectors', device({ sectorBytes: 4096 }), 'its sectors have 4096 bytes, not 512'],
  ['a stick that is too small', device({ bytes: IMAGE - 1 }), 'and the image has 67108864'],
  ['an empty card reader', device({ bytes: 0 }), 'it has 0 bytes'],
  ['a disk for backups', device({ bytes: 2e12 }), 'it has 1862 GiB, more than a stick of 256 GiB'],
  ['a mounted stick', device({ mounts: ['/media/x'] }), '/dev/sdb is mounted on /media/x'],
  [
    'a mounted partition',
    device({ parts: [part({ mounts: ['/'] })] }),
    '/dev/sdb1 is mounted on /',
  ],
  ['swap', device({ parts: [part({ mounts: ['[SWAP]'] })] }), '/dev/sdb1 is used as swap'],
  [
    'what root stands on, through encryption and LVM',
    device({
      parts: [
        part({
          parts: [
            part({
              path: '/dev/mapper/c',
              type: 'crypt',
              parts: [part({ path: '/dev/mapper/v-root', type: 'lvm', mounts: ['/'] })],
            }),
          ],
        }),
      ],
    }),
    '/dev/mapper/v-root is mounted on /',
  ],
  [
    'an open crypt',
    device({ parts: [part({ path: '/dev/mapper/c', type: 'crypt' })] }),
    '(crypt) is built on it',
  ],
  ['a part of a RAID', device({ content: 'linux_raid_member' }), 'belongs to something larger'],
  ['a part of LVM', device({ parts: [part({ content: 'LVM2_member' })] }), 'LVM2_member'],
  ['a part of a pool of ZFS', device({ parts: [part({ content: 'zfs_member' })] }), 'zfs_member'],
  ['a locked disk', device({ parts: [part({ content: 'crypto_LUKS' })] }), 'crypto_LUKS'],
])('refuses %s', (_what, candidate, reason) => {
  expect(judgeDevice(candidate, IMAGE).join('\n')).toContain(reason);
});

test('tells every reason', () => {
  expect(
    judgeDevice(device({ readOnly: true, bytes: 1, mounts: ['/a', '/b'] }), IMAGE),
  ).toHaveLength(4);
});

test('a device is found also below another, and what is none is told', () => {
  const inner = part({});
  expect(findDevice([device({ parts: [inner] })], '/dev/sdb1')).toBe(inner);
  expect(() => findDevice([device()], '/dev/sdc')).toThrow('/dev/sdc is no disk of this machine');
});
