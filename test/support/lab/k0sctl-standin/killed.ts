import type { Host } from './host.ts';
import { succeeds } from './remote.ts';

/** Ends at once, and clears nothing up, where a test has set the knob `archive-stays` of a host. */
export async function dieWhereToldTo(host: Host): Promise<void> {
  if (await succeeds(host, 'test -e /etc/lab-knobs/archive-stays'))
    process.kill(process.pid, 'SIGKILL');
}
