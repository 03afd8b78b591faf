import type { KubeConnection } from '../ports/kubectl.ts';
import { circuitBreaker } from './circuit-breaker.ts';
import { LONGEST_MILLISECONDS, systemClock } from './clock.ts';
import { awaitFirstAnswer } from './first-answer.ts';
import { kubeApi } from './kube-api.ts';
import { startDeadline } from './login-deadline.ts';
import { patientHttp } from './patient-http.ts';
import { proxyWords } from './proxy-words.ts';
import { makeSocketDirectory } from './socket-directory.ts';
import { openSocketHttp } from './socket-http.ts';
import { startSupervised } from './supervise.ts';
import { timedHttp } from './timed-http.ts';

export interface ProxySettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly global: readonly string[];
  /** Sees what exec plugins say to people until the server has answered: they ask them to log in. */
  readonly onPrompt: (text: string) => void;
  /** How long one request may take, in milliseconds; 60 s where null or not told. */
  readonly requestTimeout?: number | null;
  /** How long the first answer may take; 30 s unless told, or what one request and kubectl's start may. */
  readonly readyMilliseconds?: number;
  /** How long it may take from when people are spoken to; 5 minutes unless told. */
  readonly loginMilliseconds?: number;
}

const READY_MILLISECONDS = 30_000;
const START_MILLISECONDS = 5_000;
const LOGIN_MILLISECONDS = 300_000;
const REQUEST_MILLISECONDS = 60_000;
const CONCURRENCY = 16;

/**
 * Opens the API server as kubectl sees it: its configuration, its user, its exec plugins, its proxy.
 * The socket lies in a directory that only we can enter; it goes with the connection, and with us.
 */
export async function connectThroughProxy(
  settings: ProxySettings,
  signal: AbortSignal,
): Promise<KubeConnection> {
  const { directory, socketPath } = await makeSocketDirectory();
  const deadline = startDeadline(readyMilliseconds(settings));
  const words = proxyWords((text) => {
    if (deadline.ended()) return;
    deadline.extend(settings.loginMilliseconds ?? LOGIN_MILLISECONDS);
    settings.onPrompt(text);
  });
  const proxy = startSupervised({
    command: 'kubectl',
    args: proxyArguments(socketPath, settings.global),
    env: settings.env,
    ignoreInterrupt: true,
    removeDirectory: directory,
    onStderr: words.push,
  });
  try {
    await awaitFirstAnswer({ socketPath, proxy, words, deadline }, signal);
  } catch (error) {
    await proxy.stop();
    throw error;
  } finally {
    deadline.end();
  }
  const deadlineMilliseconds = Math.min(
    settings.requestTimeout ?? REQUEST_MILLISECONDS,
    LONGEST_MILLISECONDS,
  );
  const socket = openSocketHttp({ socketPath, concurrency: CONCURRENCY, deadlineMilliseconds });
  const http = timedHttp(socket, systemClock);
  const breaker = circuitBreaker(http, { clock: systemClock, deadlineMilliseconds });
  return {
    api: kubeApi(patientHttp(breaker, systemClock)),
    roundTripMilliseconds: http.fastestMilliseconds,
    async [Symbol.asyncDispose]() {
      http[Symbol.dispose]();
      await proxy.stop();
    },
  };
}

function readyMilliseconds({ readyMilliseconds, requestTimeout }: ProxySettings): number {
  if (readyMilliseconds !== undefined) return readyMilliseconds;
  return typeof requestTimeout === 'number'
    ? Math.min(START_MILLISECONDS + requestTimeout, LONGEST_MILLISECONDS)
    : READY_MILLISECONDS;
}

/** kubectl's default of `--reject-paths` refuses names that contain `pods/…/exec`, which are legitimate. */
function proxyArguments(socketPath: string, global: readonly string[]): readonly string[] {
  return [
    'proxy',
    `--unix-socket=${socketPath}`,
    '--reject-paths=^$',
    '--append-server-path',
    ...global,
  ];
}
