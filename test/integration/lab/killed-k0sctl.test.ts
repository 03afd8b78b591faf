import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { k0sctlDocument } from '../../support/lab/k0sctl-document.ts';
import { standInK0sctl } from '../../support/lab/k0sctl-programs.ts';
import { openDesk } from '../../support/lab/run-k0sctl.ts';
import { canStartLab, startLab } from '../../support/lab/start-lab.ts';
import { waitFor } from '../../support/wait-for.ts';

test.skipIf(!canStartLab)('a killed stand-in k0sctl leaves no connection', async () => {
  const lab = await startLab({ hosts: [{ name: 'ctrl1' }] });
  const desk = await openDesk(lab, standInK0sctl);
  try {
    // It waits for the other owner of the lock.
    await lab.run('ctrl1', 'echo someone-1 >/tmp/k0sctl.lock');
    const child = desk.start(['backup', '-c', '-'], k0sctlDocument(lab));
    const socketDirectories = () => readdirSync(desk.dir);
    const sessions = () => lab.run('ctrl1', 'pgrep -c -f "[s]shd: root@notty"');
    await waitFor(async () => (await sessions()).stdout.trim() !== '0');

    expect(socketDirectories().join()).toContain('k0sctl-ssh-');
    child.kill('SIGKILL');

    await waitFor(async () => (await sessions()).stdout.trim() === '0');
    await waitFor(() => !socketDirectories().some((name) => name.startsWith('k0sctl-ssh-')));
  } finally {
    await desk.remove();
    await lab.stop();
  }
});
