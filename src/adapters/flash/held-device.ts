import { constants } from 'node:fs';
import type { BlockDevice } from '../../model/block-device.ts';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import { openDevice } from './open-device.ts';

/**
 * A device that nobody else can mount or hold for themselves while we have it, without the kernel's
 * cache between. Offsets and lengths are whole sectors. What it does not do throws a `Failure`.
 */
export interface HeldDevice {
  write(bytes: Uint8Array, at: number): Promise<void>;
  /** Fills a buffer from an offset on. */
  read(buffer: Uint8Array, at: number): Promise<void>;
  /** Returns when everything is on the device. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Opens one. What is read comes from the device, whoever else reads it and keeps its pages. */
export async function holdDevice(device: BlockDevice): Promise<HeldDevice> {
  const { path } = device;
  const handle = await openDevice(device, constants.O_RDWR | constants.O_DIRECT);
  const shuttle = alignedBuffer();
  const attempt = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (cause) {
      throw failed(`${path} cannot be ${what}: ${reasonOf(cause)}`, cause);
    }
  };
  return {
    async write(bytes, at) {
      for (let done = 0; done < bytes.length;) {
        const part = bytes.subarray(done, done + shuttle.length);
        shuttle.set(part);
        const place = at + done;
        const { bytesWritten } = await attempt('written', () =>
          handle.write(shuttle, 0, part.length, place),
        );
        done += bytesWritten;
      }
    },
    async read(buffer, at) {
      for (let done = 0; done < buffer.length;) {
        const length = Math.min(shuttle.length, buffer.length - done);
        const place = at + done;
        const { bytesRead } = await attempt('read back', () =>
          handle.read(shuttle, 0, length, place),
        );
        if (bytesRead === 0)
          throw failed(`${path} cannot be read back: it ends at byte ${String(place)}`);
        buffer.set(shuttle.subarray(0, bytesRead), done);
        done += bytesRead;
      }
    },
    sync: () => attempt('written', () => handle.sync()),
    close: () => handle.close(),
  };
}

/** The most that goes to a device, or comes from it, at a time. */
const SHUTTLE_PAGES = 16;

/**
 * A mebibyte that begins with a page, as O_DIRECT wants it: no other memory of node's does for sure, and
 * the kernel refuses the rest. https://man7.org/linux/man-pages/man2/open.2.html
 */
function alignedBuffer(): Uint8Array {
  return new Uint8Array(new WebAssembly.Memory({ initial: SHUTTLE_PAGES }).buffer);
}

function failed(message: string, cause?: unknown): Failure {
  return new Failure({
    code: 'stick-failed',
    message,
    hint: 'Was it pulled out? Try it again, or take another stick.',
    cause,
  });
}
