import type { Trace } from '../model/ping.ts';
import type { Tracer } from '../ports/tracer.ts';
import { runBounded } from './bounded-run.ts';
import { sshEnvironment } from './ssh-environment.ts';

const MOST_BYTES = 256 * 1024;

/** mtr sends a probe a second to each station, and waits for the last ones. */
const PATIENCE_MILLISECONDS = 60_000;

/** Traces by the system's mtr. */
export function createTracer(env: Readonly<Record<string, string | undefined>>): Tracer {
  return {
    async trace({ port }, { address, count }, signal): Promise<Trace['report']> {
      const report = ['--report', '--report-wide', '--no-dns', '-c', String(count)];
      const args = [...report, '--tcp', '--port', String(port), '--', address];
      const timeoutMilliseconds = PATIENCE_MILLISECONDS + 1000 * count;
      const bounds = { timeoutMilliseconds, mostBytes: MOST_BYTES };
      const command = { command: 'mtr', args, env: sshEnvironment(env) };
      const result = await runBounded(command, bounds, signal);
      if (result.type === 'missing') return { type: 'missing' };
      if (result.type === 'exited' && result.exitCode === 0)
        return { type: 'told', text: result.stdout };
      const said = result.type === 'exited' ? result.stderr.trim() : 'it took too long';
      return { type: 'failed', reason: said || 'it ended without a word' };
    },
  };
}
