import { constants } from 'node:fs';
import { expect, test } from 'vitest';
import { openDevice } from '../../../../src/adapters/flash/open-device.ts';

/** /dev/null, as lsblk would list it; its number is fixed: https://docs.kernel.org/admin-guide/devices.html */
const device = {
  ...{ path: '/dev/null', number: '1:3', type: 'disk', serial: '', model: '', bytes: 0 },
} as unknown as Parameters<typeof openDevice>[0];

test('a device that is the one that was judged is opened', async () => {
  const handle = await openDevice(device, constants.O_RDONLY);
  await handle.close();
});

test('a device that another one has taken the name of is not opened', async () => {
  await expect(openDevice({ ...device, number: '8:0' }, constants.O_RDONLY)).rejects.toThrow(
    '/dev/null is another device than a moment ago',
  );
});
