import { connect, type Socket } from 'node:net';
import { errorCode } from '../model/error-code.ts';
import type { Dialed, PingTarget } from '../model/ping.ts';
import { reasonOf } from '../model/reason-of.ts';
import { systemClock } from './clock.ts';

/** So much may come before the greeting of a server of SSH. https://www.rfc-editor.org/rfc/rfc4253#section-4.2 */
const MOST_CHARACTERS = 16_384;

/** Opens a TCP connection, waits for a greeting where one is due, and closes it. */
export async function dialSocket(
  { port, expects }: Pick<PingTarget, 'port' | 'expects'>,
  address: string,
  timeoutMilliseconds: number,
  signal: AbortSignal,
): Promise<Dialed> {
  signal.throwIfAborted();
  const start = systemClock.now();
  const late = systemClock.timeout(timeoutMilliseconds);
  const socket = connect({ host: address, port });
  try {
    await answerOf(socket, expects, AbortSignal.any([signal, late]));
    return { type: 'answered', address, milliseconds: systemClock.now() - start };
  } catch (error) {
    signal.throwIfAborted();
    const reason = late.aborted ? lateReason(socket, timeoutMilliseconds) : describe(error);
    return { type: 'lost', address, reason };
  } finally {
    socket.destroy();
  }
}

function answerOf(
  socket: Socket,
  expects: PingTarget['expects'],
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = '';
    const give = (reason: Error) => () => {
      reject(reason);
    };
    signal.addEventListener('abort', give(new Error('late')), { once: true });
    socket.on('error', reject);
    socket.on('close', give(new Error('it closes the connection without a greeting of SSH')));
    if (expects === 'connection') socket.on('connect', resolve);
    else
      socket.on('data', (chunk) => {
        heard += chunk.toString('latin1');
        if (greets(heard)) resolve();
        else if (heard.length > MOST_CHARACTERS) reject(new Error('no server of SSH answers'));
      });
  });
}

/** Whether a server of SSH has said what it is. */
export function greets(heard: string): boolean {
  return /^SSH-/m.test(heard);
}

/** A port that takes connections and is silent, such as a forwarder's, is not the host. */
function lateReason(socket: Socket, milliseconds: number): string {
  const seconds = `within ${String(milliseconds / 1000)} seconds`;
  return socket.connecting || socket.pending
    ? `no answer ${seconds}`
    : `it takes the connection, and no server of SSH answers ${seconds}`;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused: nothing listens on this port',
  ECONNRESET: 'the connection was reset',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to its network',
  ETIMEDOUT: 'no answer',
  EACCES: 'a firewall of this machine forbids it',
  EPERM: 'a firewall of this machine forbids it',
};

function describe(error: unknown): string {
  return REASONS[errorCode(error) ?? ''] ?? reasonOf(error);
}
