import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tokens } from './control-plane-files.ts';
import type { Intervention } from './control-plane-start.ts';

/** What a test needs to reach a running control plane; plain data. */
export interface ControlPlaneDetails {
  /** The directory that holds etcd, kube-apiserver, kube-controller-manager and kubectl. */
  readonly binaries: string;
  /** Path of the certificate that the API server's own is checked against. */
  readonly certificateAuthority: string;
  /** The control plane's own directory, with a log of each program; removed at the end. */
  readonly dir: string;
  /** Path of a kubeconfig with the contexts admin (current), developer and viewer. */
  readonly kubeconfig: string;
  /** `https://127.0.0.1:PORT` */
  readonly server: string;
  readonly tokens: Tokens;
}

export interface ControlPlane extends ControlPlaneDetails {
  /** The same, without what can be done to it. */
  readonly details: ControlPlaneDetails;
  readonly supervisorPid: number;
  /** Pauses, kills and starts single programs, one after the other; does not wait until they work. */
  readonly intervene: (intervention: Intervention) => Promise<void>;
  /** Ends all programs and removes the directory; returns when that is done. */
  readonly stop: () => Promise<void>;
}

export type SupervisorReport =
  | { readonly state: 'ready'; readonly details: ControlPlaneDetails }
  | { readonly state: 'done' }
  | { readonly state: 'failed'; readonly message: string };

export interface StartOptions {
  /** The directory of the programs; the variable KUBEBUILDER_ASSETS unless given. */
  readonly binaries?: string;
  /** Further flags of kube-apiserver, such as `--audit-log-path=FILE`. */
  readonly apiserverFlags?: readonly string[];
}

/**
 * Starts etcd, kube-apiserver and kube-controller-manager on free ports of 127.0.0.1 in a directory
 * of their own, and returns when the API and the controllers work (about 5 s). They end with
 * `stop`, or with the death of this process, however it dies.
 */
export async function startControlPlane(options: StartOptions = {}): Promise<ControlPlane> {
  const binaries = options.binaries ?? process.env['KUBEBUILDER_ASSETS'];
  if (binaries === undefined || binaries === '') {
    throw new Error(
      'No control plane programs: KUBEBUILDER_ASSETS is not set. `npm test` builds them and sets it.',
    );
  }
  const supervisor = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'control-plane-supervisor.ts'),
      binaries,
      ...(options.apiserverFlags ?? []),
    ],
    // A session of its own: what ends our process group must not reach the programs one by one.
    { detached: true, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const stop = () => stopSupervisor(supervisor);
  const reports = hearReports(supervisor);
  const report = await reports.next();
  if (report.state !== 'ready') {
    await stop();
    const why = report.state === 'failed' ? report.message : '';
    throw new Error(`The control plane did not start. ${why}`);
  }
  const intervene = async (intervention: Intervention) => {
    const answer = reports.next();
    supervisor.stdin.write(`${JSON.stringify(intervention)}\n`);
    const { state, ...more } = await answer;
    if (state === 'failed') throw new Error(JSON.stringify(more));
  };
  const { details } = report;
  return { ...details, details, supervisorPid: supervisor.pid ?? 0, intervene, stop };
}

/** Hears the supervisor: a report goes to who waits for the next; a failure that nobody waits for is shown. */
function hearReports(supervisor: ChildProcess): { readonly next: () => Promise<SupervisorReport> } {
  let waiting: ((report: SupervisorReport) => void) | null = null;
  let end: ((error: Error) => void) | null = null;
  if (supervisor.stdout === null) throw new Error('The supervisor has no standard output');
  createInterface({ input: supervisor.stdout }).on('line', (line) => {
    const report = JSON.parse(line) as SupervisorReport;
    if (waiting !== null) waiting(report);
    else if (report.state === 'failed') console.error(report.message);
    [waiting, end] = [null, null];
  });
  supervisor.once('error', (error) => end?.(error));
  supervisor.once('exit', (code, signal) => {
    end?.(new Error(`The control plane's supervisor ended: ${signal ?? String(code)}`));
  });
  const next = () =>
    new Promise<SupervisorReport>((resolve, reject) => {
      [waiting, end] = [resolve, reject];
    });
  return { next };
}

async function stopSupervisor(supervisor: ChildProcess): Promise<void> {
  supervisor.stdin?.end();
  const ended = new Promise<void>((resolve) => {
    if (supervisor.exitCode !== null || supervisor.signalCode !== null) resolve();
    supervisor.once('exit', () => {
      resolve();
    });
  });
  const timer = new AbortController();
  const late = sleep(30_000, 'late', { signal: timer.signal }).catch(() => undefined);
  if ((await Promise.race([ended, late])) === 'late') supervisor.kill('SIGKILL');
  timer.abort();
  await ended;
}
