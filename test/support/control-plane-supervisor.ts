// The process that owns a control plane: it starts the programs, reports on its standard output,
// and ends them all when its standard input ends. The kernel closes that pipe when the process at
// its other end dies, however it dies, so nothing is left behind by a killed test run.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  type Intervention,
  ProgramFailure,
  startPrograms,
  type Programs,
  type RunningPrograms,
} from './control-plane-start.ts';
import type { SupervisorReport } from './control-plane.ts';

const attempts = 5;

const [binaries = '', ...apiserverFlags] = process.argv.slice(2);

process.exitCode = await supervise({ binaries, apiserverFlags }, endOfLifeline());

async function supervise(programs: Programs, signal: AbortSignal): Promise<number> {
  try {
    const running = await startInOwnDirectory(programs, signal);
    try {
      report({ state: 'ready', details: running.details });
      obey(running);
      await Promise.race([aborted(signal), running.broken]);
    } finally {
      await running.stop();
      await remove(running.details.dir);
    }
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    const message = error instanceof Error ? error.message : String(error);
    report({ state: 'failed', message });
    return 1;
  }
}

/** Standard input is the lifeline, and brings what tests want done to the programs. */
function obey({ intervene }: RunningPrograms): void {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const intervention = JSON.parse(line) as Intervention;
    intervene(intervention).then(
      () => {
        report({ state: 'done' });
      },
      (error: unknown) => {
        report({ state: 'failed', message: String(error) });
      },
    );
  });
}

async function startInOwnDirectory(
  programs: Programs,
  signal: AbortSignal,
): Promise<RunningPrograms> {
  for (let attempt = 1; ; attempt++) {
    const dir = await mkdtemp(join(tmpdir(), 'kubernixos-control-plane-'));
    try {
      return await startPrograms(programs, dir, signal);
    } catch (error) {
      await remove(dir);
      const again = error instanceof ProgramFailure && error.portWasTaken && attempt < attempts;
      if (!again) throw error;
    }
  }
}

async function remove(dir: string): Promise<void> {
  await rm(dir, { recursive: true, force: true, maxRetries: 5 });
}

function endOfLifeline(): AbortSignal {
  const end = new AbortController();
  const abort = () => {
    end.abort();
  };
  process.stdin.once('end', abort).once('error', abort).once('close', abort).resume();
  process.once('SIGTERM', abort);
  // A terminal's Ctrl-C reaches the test run too, which then closes the lifeline in its own time.
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
  return end.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

function report(content: SupervisorReport): void {
  process.stdout.on('error', () => undefined);
  process.stdout.write(`${JSON.stringify(content)}\n`);
}
