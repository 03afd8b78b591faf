import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/**
 * Starts a virtual machine without a stick, with the iPXE of its network card. DHCP sends it to an
 * address. It ends with the test.
 */
export function bootFromNetwork(mac: string, url: string): void {
  const child = spawn(
    'qemu-system-x86_64',
    [
      ...['-machine', 'q35,accel=tcg', '-cpu', 'max', '-m', '1024', '-display', 'none'],
      ...['-serial', 'none', '-monitor', 'none', '-no-reboot', '-boot', 'n'],
      ...['-netdev', `user,id=net,tftp=/nonexistent,bootfile=${url}`],
      ...['-device', `virtio-net-pci,netdev=net,mac=${mac}`],
    ],
    { stdio: 'ignore' },
  );
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
}
