import { findDevice } from '../../machine/flash/find-device.ts';
import { judgeDevice } from '../../machine/flash/judge-device.ts';
import type { BlockDevice } from '../../model/block-device.ts';
import { Failure } from '../../model/failure.ts';
import type { BlockDevices, StickState, StickWriter } from '../../ports/stick-writer.ts';
import type { Verdict } from '../verdict.ts';

export interface FlashRequest {
  readonly image: string;
  readonly device: string;
  readonly dryRun: boolean;
}

export interface FlashPorts {
  readonly devices: BlockDevices;
  readonly writer: StickWriter;
  /** Shows the device and what is on it. */
  readonly show: (device: BlockDevice) => void;
  /** Whether all that is on it may be lost. */
  readonly consent: (device: BlockDevice) => Promise<boolean>;
  readonly progress: (done: number) => void;
  readonly tell: (line: string) => void;
}

/**
 * Writes an image to a stick, after everything speaks for it and somebody has said so. The device is
 * looked at again after that, since sticks change places. A dry run ends before the question.
 */
export async function flashImage(
  { image, device: path, dryRun }: FlashRequest,
  ports: FlashPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  const { writer, show, consent, progress, tell } = ports;
  const { bytes, isShared } = await writer.inspect(image);
  if (isShared) tell(`warning: ${image} holds secrets, and others may read it: chmod 600 ${image}`);
  const device = await judged(path, bytes, ports, signal);
  show(device);
  if (dryRun) {
    tell(`${image} could be written to ${device.path}. This is a dry run: nothing was written.`);
    return 'done';
  }
  if (!(await consent(device))) return 'failed';
  const again = await judged(path, bytes, ports, signal);
  if (!isSame(device, again)) throw changed(path);
  let state: StickState = 'untouched';
  const reached = (next: StickState) => {
    state = next;
  };
  try {
    const { sha256 } = await writer.write(image, again, { progress, reached }, signal);
    tell(`${device.path}: written and read back, sha256 ${sha256}`);
    return 'done';
  } catch (error) {
    tell(stateLine(device.path, state));
    throw error;
  }
}

/** What whoever reads of a failure has to know of the stick. */
function stateLine(path: string, state: StickState): string {
  switch (state) {
    case 'untouched':
      return `nothing was written to ${path}`;
    case 'begun':
      return `warning: ${path} holds a part of the image at most: do not start from it, but write it again`;
    case 'written':
      return `warning: ${path} may hold the whole image, and start: it was not read back as it was meant`;
  }
}

async function judged(
  path: string,
  bytes: number,
  { devices }: FlashPorts,
  signal: AbortSignal,
): Promise<BlockDevice> {
  const listed = await devices.list(path, signal);
  const device = findDevice(listed.devices, listed.path);
  const reasons = judgeDevice(device, bytes);
  if (reasons.length === 0) return device;
  throw new Failure({
    code: 'device-refused',
    message: [`${path} is not written to:`, ...reasons].join('\n- '),
    hint: 'Name a stick that nothing uses, as a whole: /dev/sdX, not /dev/sdX1. Nothing was written.',
  });
}

function isSame(a: BlockDevice, b: BlockDevice): boolean {
  return a.path === b.path && a.serial === b.serial && a.bytes === b.bytes && a.number === b.number;
}

function changed(path: string): Failure {
  return new Failure({
    code: 'other-device',
    message: `${path} is another device than the one you agreed to`,
    hint: 'Nothing was written. Run it again.',
  });
}
