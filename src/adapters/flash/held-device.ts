import { constants } from 'node:fs';
import type { BlockDevice } from '../../model/block-device.ts';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import { type Bounds, runBounded } from '../bounded-run.ts';
import { openDevice } from './open-device.ts';

/**
 * A device that nobody else can mount or hold for themselves while we have it. What it does not do
 * throws a `Failure`.
 */
export interface HeldDevice {
  write(bytes: Uint8Array, at: number): Promise<void>;
  /** Fills a buffer from an offset on. */
  read(buffer: Buffer, at: number): Promise<void>;
  /** Returns when everything is on the device. */
  sync(): Promise<void>;
  /** The kernel forgets what it knows of the device: what is read after that comes from the device. */
  forget(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

type Variables = Readonly<Record<string, string | undefined>>;

export async function holdDevice(env: Variables, device: BlockDevice): Promise<HeldDevice> {
  const { path } = device;
  const handle = await openDevice(device, constants.O_RDWR);
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
        const [from, rest] = [done, bytes.length - done];
        const result = await attempt('written', () => handle.write(bytes, from, rest, at + from));
        done += result.bytesWritten;
      }
    },
    async read(buffer, at) {
      for (let done = 0; done < buffer.length;) {
        const [from, rest] = [done, buffer.length - done];
        const { bytesRead } = await attempt('read back', () =>
          handle.read(buffer, from, rest, at + from),
        );
        if (bytesRead === 0)
          throw failed(`${path} cannot be read back: it ends at byte ${String(at + from)}`);
        done += bytesRead;
      }
    },
    sync: () => attempt('written', () => handle.sync()),
    forget: (signal) => flushBuffers(env, path, signal),
    close: () => handle.close(),
  };
}

/** What others have written to it may have to reach it first. */
const BOUNDS: Bounds = { timeoutMilliseconds: 300_000, mostBytes: 64 * 1024 };

/**
 * Closing a device does the same only where nobody else has it open, and any program may have it open
 * for reading. https://man7.org/linux/man-pages/man8/blockdev.8.html
 */
async function flushBuffers(env: Variables, path: string, signal: AbortSignal): Promise<void> {
  // Ordinary users of Debian have no /usr/sbin on it.
  const variables = { PATH: `${env['PATH'] ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' };
  const command = { command: 'blockdev', args: ['--flushbufs', path], env: variables };
  const result = await runBounded(command, BOUNDS, signal);
  if (result.type === 'exited' && result.exitCode === 0) return;
  throw new Failure({
    code: 'cannot-read-back',
    message: `what is read back of ${path} would not come from it: ${whyNot(result)}`,
    hint: 'It takes blockdev of util-linux, and a user who may flush disks, as with sudo.',
  });
}

function whyNot(result: Awaited<ReturnType<typeof runBounded>>): string {
  if (result.type !== 'exited') return `blockdev is ${result.type}`;
  return result.stderr.trim() || `blockdev failed with ${String(result.exitCode)}`;
}

function failed(message: string, cause?: unknown): Failure {
  return new Failure({
    code: 'stick-failed',
    message,
    hint: 'Was it pulled out? Try it again, or take another stick.',
    cause,
  });
}
