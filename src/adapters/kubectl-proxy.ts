import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../model/failure.ts';
import type { KubeConnection } from '../ports/kubectl.ts';
import { systemClock } from './clock.ts';
import { kubeApi } from './kube-api.ts';
import { kubectlMissing } from './kubectl-missing.ts';
import { patientHttp } from './patient-http.ts';
import { openSocketHttp, type HttpResponse, type SocketHttp } from './socket-http.ts';
import { startSupervised, type SupervisedProcess } from './supervise.ts';

export interface ProxySettings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly global: readonly string[];
  /** How long the first answer may take; 30 s unless told. */
  readonly readyMilliseconds?: number;
}

const READY_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 15;
const REQUEST_MILLISECONDS = 60_000;
const CONCURRENCY = 16;

/** Longest path of a unix socket on every system that we know. */
const SOCKET_PATH_LIMIT = 100;

/**
 * Opens the API server as kubectl sees it: its configuration, its user, its exec plugins, its proxy.
 * The socket lies in a directory that only we can enter; it goes with the connection, and with us.
 */
export async function connectThroughProxy(
  settings: ProxySettings,
  signal: AbortSignal,
): Promise<KubeConnection> {
  const directory = await makeSocketDirectory();
  const socketPath = join(directory, 'api');
  const proxy = startSupervised({
    command: 'kubectl',
    args: proxyArguments(socketPath, settings.global),
    env: settings.env,
    ignoreInterrupt: true,
    removeDirectory: directory,
  });
  const http = openSocketHttp({
    socketPath,
    concurrency: CONCURRENCY,
    deadlineMilliseconds: REQUEST_MILLISECONDS,
  });
  const close = async () => {
    http[Symbol.dispose]();
    await proxy.stop();
  };
  try {
    await awaitAnswer(http, proxy, settings.readyMilliseconds ?? READY_MILLISECONDS, signal);
  } catch (error) {
    await close();
    throw error;
  }
  return { api: kubeApi(patientHttp(http, systemClock)), [Symbol.asyncDispose]: close };
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

async function makeSocketDirectory(): Promise<string> {
  const root = tmpdir().length > SOCKET_PATH_LIMIT - 30 ? '/tmp' : tmpdir();
  try {
    return await mkdtemp(join(root, 'kubernixos-')); // mode 0700
  } catch (cause) {
    throw new Failure({
      code: 'no-temporary-directory',
      message: `no directory for a socket can be made in ${root}`,
      hint: 'Set TMPDIR to a directory that you can write. Nothing was applied or deleted.',
      cause,
    });
  }
}

/** The proxy says that it serves before it knows whether the server does: only an answer counts. */
async function awaitAnswer(
  http: SocketHttp,
  proxy: SupervisedProcess,
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  const ended = new AbortController();
  const end = () => {
    ended.abort();
  };
  void proxy.exited.then(end, end);
  const deadline = AbortSignal.timeout(milliseconds);
  const wait = AbortSignal.any([signal, ended.signal, deadline]);
  const response = await firstResponse(http, wait).catch(async (cause: unknown) => {
    signal.throwIfAborted();
    if (ended.signal.aborted) throw await proxyEnded(proxy);
    const late = `no answer within ${String(milliseconds / 1000)} seconds`;
    throw unreachable(deadline.aborted ? late : 'the connection to kubectl proxy broke', cause);
  });
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
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ECONNREFUSED')
  );
}

/** 403 is an answer: some clusters show their version to nobody. */
function checkAnswer({ status, body }: HttpResponse): void {
  if (status === 200 || status === 403) return;
  if (status === 401)
    throw new Failure({
      code: 'unauthorized',
      message: 'the API server does not accept the credentials of this context: 401 Unauthorized',
      hint: 'They are wrong or have expired: log in again, and try `kubectl auth whoami`. Nothing was applied or deleted.',
    });
  throw unreachable(body.trim() || `HTTP ${String(status)}`);
}

function unreachable(reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'server-unreachable',
    message: `the API server cannot be reached: ${reason}`,
    hint: 'Try `kubectl version` with the same flags. Nothing was applied or deleted.',
    cause,
  });
}

async function proxyEnded(proxy: SupervisedProcess): Promise<Failure> {
  const exit = await proxy.exited;
  if (exit.type === 'missing') return kubectlMissing();
  const reason = proxy
    .stderrTail()
    .trim()
    .replace(/^error: /, '');
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
