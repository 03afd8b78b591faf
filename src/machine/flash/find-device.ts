import type { BlockDevice } from '../../model/block-device.ts';
import { Failure } from '../../model/failure.ts';

/** The device at a path, whole disk or part. Throws a `Failure` where there is none. */
export function findDevice(devices: readonly BlockDevice[], path: string): BlockDevice {
  const found = search(devices, path);
  if (found !== null) return found;
  const sticks = devices.filter(({ type, removable }) => type === 'disk' && removable);
  throw new Failure({
    code: 'no-device',
    message: `${path} is no disk of this machine`,
    hint:
      sticks.length === 0
        ? 'No removable disk is there. Plug the stick in, and see what lsblk lists.'
        : `Removable disks are ${sticks.map((stick) => stick.path).join(', ')}.`,
  });
}

function search(devices: readonly BlockDevice[], path: string): BlockDevice | null {
  for (const device of devices) {
    if (device.path === path) return device;
    const part = search(device.parts, path);
    if (part !== null) return part;
  }
  return null;
}
