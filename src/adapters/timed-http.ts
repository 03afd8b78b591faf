import type { Clock } from '../ports/clock.ts';
import type { SocketHttp } from './socket-http.ts';

export interface TimedHttp extends SocketHttp {
  /** The shortest time to an answer so far, in milliseconds; Infinity before the first. */
  readonly fastestMilliseconds: () => number;
}

/** Notes how long answers take. */
export function timedHttp(http: SocketHttp, clock: Clock): TimedHttp {
  let fastest = Infinity;
  return {
    async send(request, signal) {
      const begin = clock.now();
      const response = await http.send(request, signal);
      fastest = Math.min(fastest, clock.now() - begin);
      return response;
    },
    fastestMilliseconds: () => fastest,
    [Symbol.dispose]: () => {
      http[Symbol.dispose]();
    },
  };
}
