import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { createTokens, writeKubeconfig, writeServerFiles } from './control-plane-files.ts';
import {
  logTail,
  startProgram,
  stopProgram,
  type RunningProgram,
} from './control-plane-process.ts';
import { programArguments, type Ports, type ProgramName } from './control-plane-programs.ts';
import type { ControlPlaneDetails } from './control-plane.ts';
import { chooseFreePorts } from './free-ports.ts';
import { waitFor } from './wait-for.ts';

const readyDeadline = 60_000;
const patience = {
  'kube-controller-manager': 3_000,
  'kube-apiserver': 5_000,
  etcd: 5_000,
} as const;

const SIGNALS = { pause: 'SIGSTOP', resume: 'SIGCONT', kill: 'SIGKILL' } as const;

/** A program ended or failed to get ready; the message holds the end of its log. */
export class ProgramFailure extends Error {
  override readonly name = 'ProgramFailure';
  readonly portWasTaken: boolean;

  constructor(what: string, log: string) {
    super(`${what}. The end of its log:\n${log}`);
    this.portWasTaken = log.includes('address already in use');
  }
}

/** Which programs are started, and with what besides our own flags. */
export interface Programs {
  /** The directory that holds them. */
  readonly binaries: string;
  readonly apiserverFlags: readonly string[];
}

/** What a test does to one of the programs while it works. */
export interface Intervention {
  /** `pause` lets it hang, `kill` ends it at once; `resume` and `start` undo that. */
  readonly what: 'pause' | 'resume' | 'kill' | 'start';
  readonly program: ProgramName;
}

export interface RunningPrograms {
  readonly details: ControlPlaneDetails;
  /** Rejects as soon as one of the programs has ended by itself. */
  readonly broken: Promise<never>;
  readonly intervene: (intervention: Intervention) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts all programs in `dir` and waits until the API and the controllers work. */
export async function startPrograms(
  { binaries, apiserverFlags }: Programs,
  dir: string,
  signal: AbortSignal,
): Promise<RunningPrograms> {
  const started: RunningProgram[] = [];
  const stop = () => stopPrograms(started);
  try {
    const [etcd = 0, etcdPeer = 0, apiserver = 0] = await chooseFreePorts(3);
    const ports: Ports = { etcd, etcdPeer, apiserver };
    const start = (name: ProgramName, flags: readonly string[] = []) => {
      const args = [...programArguments(name, dir, ports), ...flags];
      started.push(startProgram(name, join(binaries, name), args, dir));
    };
    const tokens = createTokens();
    const server = `https://127.0.0.1:${apiserver}`;
    await writeServerFiles(dir, tokens);
    const kubeconfig = await writeKubeconfig(dir, server, tokens);
    start('etcd');
    start('kube-apiserver', apiserverFlags);
    const get = (path: string) => getBody(`${server}${path}`, tokens.admin, dir);
    await ready(started, signal, 'readiness', () => get('/readyz'));
    start('kube-controller-manager');
    await ready(started, signal, 'work on the default namespace', async () => {
      await get('/api/v1/namespaces/default/serviceaccounts/default');
      return get('/api/v1/namespaces/default/configmaps/kube-root-ca.crt');
    });
    const certificateAuthority = join(dir, 'apiserver.crt');
    const details = { binaries, certificateAuthority, dir, kubeconfig, server, tokens };
    const killed = new Set<RunningProgram>();
    const intervene = async ({ what, program: name }: Intervention) => {
      if (what === 'start') {
        start(name, name === 'kube-apiserver' ? apiserverFlags : []);
        return;
      }
      const program = started.find((each) => each.name === name && !each.hasEnded());
      if (program === undefined) throw new Error(`${name} does not run`);
      if (what === 'kill') killed.add(program);
      program.kill(SIGNALS[what]);
      if (what === 'kill') await program.ended;
    };
    return { details, broken: firstToEnd(started, killed), intervene, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

// With etcd gone the API server ignores SIGTERM for minutes and keeps its port: etcd goes last.
async function stopPrograms(programs: readonly RunningProgram[]): Promise<void> {
  const stop = async (names: readonly ProgramName[]) => {
    await Promise.all(
      names.flatMap((name) =>
        programs
          .filter((program) => program.name === name)
          .map((program) => stopProgram(program, patience[name])),
      ),
    );
  };
  await stop(['kube-controller-manager', 'kube-apiserver']);
  await stop(['etcd']);
}

async function ready(
  programs: readonly RunningProgram[],
  signal: AbortSignal,
  what: string,
  probe: () => Promise<string>,
): Promise<void> {
  const waiting = new AbortController();
  const waitSignal = AbortSignal.any([signal, waiting.signal]);
  const newest = programs.at(-1);
  const waited = waitFor(probe, { deadline: readyDeadline, what, signal: waitSignal });
  try {
    await Promise.race([waited, firstToEnd(programs)]);
  } catch (error) {
    if (error instanceof ProgramFailure || signal.aborted || newest === undefined) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
    throw new ProgramFailure(
      `Waited ${readyDeadline / 1000} s in vain for ${newest.name}: ${what} (${cause})`,
      await logTail(newest),
    );
  } finally {
    waiting.abort();
    waited.catch(() => undefined);
  }
}

function firstToEnd(
  programs: readonly RunningProgram[],
  killed: ReadonlySet<RunningProgram> = new Set(),
): Promise<never> {
  const end = Promise.race(
    programs.map(async (program) => {
      const how = await program.ended;
      if (killed.has(program)) return new Promise<never>(() => undefined);
      throw new ProgramFailure(`${program.name} ended: ${how}`, await logTail(program));
    }),
  );
  end.catch(() => undefined);
  return end;
}

async function getBody(url: string, token: string, dir: string): Promise<string> {
  const ca = await readFile(join(dir, 'apiserver.crt'));
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const sent = request(url, { ca, headers, agent: false, timeout: 5_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => {
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${url}: HTTP ${String(response.statusCode)} ${body.slice(0, 500)}`));
      });
    });
    sent.once('timeout', () => sent.destroy(new Error(`${url}: no answer in 5 s`)));
    sent.once('error', reject);
    sent.end();
  });
}
