import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentHosts, k0sctlDocument } from '../../support/lab/k0sctl-document.ts';
import { k0sctlPrograms } from '../../support/lab/k0sctl-programs.ts';
import { openDesk, type K0sctlDesk } from '../../support/lab/run-k0sctl.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';

describe.skipIf(!canStartLab).each(k0sctlPrograms)('%s reaches a host', (_name, program) => {
  let lab: Lab;
  let desk: K0sctlDesk;

  beforeAll(async () => {
    lab = await startLab({ hosts: [{ name: 'ctrl1' }] });
    desk = await openDesk(lab, program);
  });

  afterAll(async () => {
    await desk.remove();
    await lab.stop();
  });

  const connect = async (transport: Readonly<Record<string, unknown>>) => {
    const hosts = documentHosts(lab).map((host) => ({ ...host, ssh: undefined, ...transport }));
    const stdin = k0sctlDocument(lab, { spec: { hosts } });
    return desk.run(['apply', '-c', '-', '--dry-run', '--timeout', '30s'], { stdin });
  };

  test('by its IPv6 address', async () => {
    const result = await connect({
      ssh: { address: lab.host('ctrl1').ipv6, user: 'root', port: 22, keyPath: lab.keyPath },
    });

    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('[fd77::11]:22: connected');
    // k0sctl takes the other family's address for a private one.
    expect(result.stdout).toContain('discovered 10.77.0.11 as private address');
  });

  test('by its name', async () => {
    const result = await connect({
      ssh: { address: 'ctrl1', user: 'root', port: 22, keyPath: lab.keyPath },
    });

    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('ctrl1:22: connected');
  });

  const openSsh = (knownHosts: string) => ({
    openSSH: {
      address: lab.host('ctrl1').ipv4,
      user: 'root',
      port: 22,
      keyPath: lab.keyPath,
      options: { UserKnownHostsFile: knownHosts, ControlPath: join(desk.dir, 'control') },
    },
  });

  test('by the system’s ssh', async () => {
    const result = await connect(openSsh(desk.knownHosts));

    expect(result.exitCode).toBe(0);
    expect(result.stdout).toMatch(/: connected"/);
  });

  test('by the system’s ssh, and not if its key is unknown there', async () => {
    const result = await connect(openSsh(join(desk.dir, 'empty')));

    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain('host key verification failed');
  });
});
