import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../model/error-code.ts';
import { Failure } from '../model/failure.ts';
import { parseAnswer } from './api-failures.ts';
import { systemClock } from './clock.ts';
import { kubectlMissing } from './kubectl-missing.ts';
import type { Deadline } from './login-deadline.ts';
import { record, text } from './narrow.ts';
import { patientHttp } from './patient-http.ts';
import type { ProxyWords } from './proxy-words.ts';
import { openSocketHttp, type HttpResponse, type SocketHttp } from './socket-http.ts';
import type { SupervisedProcess } from './supervise.ts';

const POLL_MILLISECONDS = 15;
const A_DAY = 24 * 3600 * 1000;

/** Other faults are the proxy's own: to ask again would have an exec plugin ask people again. */
const PASSING = [503];

export interface ProxyStart {
  readonly socketPath: string;
  readonly proxy: SupervisedProcess;
  readonly words: ProxyWords;
  readonly deadline: Deadline;
}

/** The proxy says that it serves before it knows whether the server does: only an answer counts. */
export async function awaitFirstAnswer(
  { socketPath, proxy, words, deadline }: ProxyStart,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const end = () => {
    ended.abort();
  };
  void proxy.exited.then(end, end);
  const wait = AbortSignal.any([signal, ended.signal, deadline.signal]);
  using http = openSocketHttp({ socketPath, concurrency: 1, deadlineMilliseconds: A_DAY });
  const patient = patientHttp(http, systemClock, PASSING);
  const response = await firstResponse(patient, wait).catch(async (cause: unknown) => {
    signal.throwIfAborted();
    if (ended.signal.aborted) throw await proxyEnded(proxy, words);
    words.release();
    const late = `no answer within ${deadline.seconds()} seconds`;
    throw unreachable(
      deadline.signal.aborted ? late : 'the connection to kubectl proxy broke',
      cause,
    );
  });
  words.release();
  checkAnswer(response);
}

async function firstResponse(http: SocketHttp, signal: AbortSignal): Promise<HttpResponse> {
  for (;;) {
    try {
      return await http.send(
        { method: 'GET', path: '/version', accept: 'application/json' },
        signal,
      );
    } catch (error) {
      if (signal.aborted || !isNotListening(error)) throw error;
      await sleep(POLL_MILLISECONDS, undefined, { signal });
    }
  }
}

function isNotListening(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ECONNREFUSED';
}

/** 403 is an answer: some clusters show their version to nobody. */
function checkAnswer(response: HttpResponse): void {
  const { status } = response;
  if (status === 200 || status === 403) return;
  if (status === 401)
    throw new Failure({
      code: 'unauthorized',
      message: 'the API server does not accept the credentials of this context: 401 Unauthorized',
      hint: 'They are wrong or have expired: log in again, and try `kubectl auth whoami`. Nothing was applied or deleted.',
    });
  const said = text(record(parseAnswer(response))['message']) || response.body.trim();
  throw unreachable(said || `HTTP ${String(status)}`);
}

function unreachable(reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'server-unreachable',
    message: `the API server cannot be reached: ${reason}`,
    hint: 'Try `kubectl version` with the same flags. Nothing was applied or deleted.',
    cause,
  });
}

async function proxyEnded(proxy: SupervisedProcess, words: ProxyWords): Promise<Failure> {
  const exit = await proxy.exited;
  if (exit.type === 'missing') return kubectlMissing();
  const reason = (words.untold().trim() || proxy.stderrTail().trim()).replace(/^error: /, '');
  if (reason === 'EOF') return noCredentials();
  return new Failure({
    code: 'proxy-failed',
    message: `kubectl cannot open the API server: ${reason || `exit ${String(exit.exitCode)}`}`,
    hint: 'Try `kubectl version` with the same flags. Nothing was applied or deleted.',
  });
}

/** Without credentials, kubectl asks for a user name and a password, and meets the end of its input. */
function noCredentials(): Failure {
  return new Failure({
    code: 'no-credentials',
    message: 'the user of this context has no credentials',
    hint: 'Log in, or complete the user; see `kubectl config view`. Nothing was applied or deleted.',
  });
}
