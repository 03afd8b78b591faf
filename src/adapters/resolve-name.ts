import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { errorCode } from '../model/error-code.ts';
import type { Resolution } from '../ports/dialer.ts';
import { systemClock } from './clock.ts';

/** The addresses of a name, as the system orders them; an IP address stands for itself. */
export async function resolveName(
  name: string,
  timeoutMilliseconds: number,
  signal: AbortSignal,
): Promise<Resolution> {
  if (isIP(name) !== 0) return { type: 'resolved', addresses: [name] };
  const late = systemClock.timeout(timeoutMilliseconds);
  try {
    const found = await Promise.race([
      lookup(name, { all: true, order: 'verbatim' }),
      rejection(AbortSignal.any([signal, late])),
    ]);
    return { type: 'resolved', addresses: [...new Set(found.map(({ address }) => address))] };
  } catch (error) {
    signal.throwIfAborted();
    return { type: 'unresolved', reason: describe(error, late.aborted) };
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const give = () => {
      reject(new Error('aborted'));
    };
    signal.addEventListener('abort', give, { once: true });
  });
}

function describe(error: unknown, isLate: boolean): string {
  const code = errorCode(error) ?? '';
  if (isLate || code === 'EAI_AGAIN')
    return 'its name was not resolved: the name service is silent';
  return code === 'ENOTFOUND' ? 'nobody knows its name' : `its name was not resolved: ${code}`;
}
