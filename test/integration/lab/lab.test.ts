import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '../../support/cluster-tools.ts';
import { canStartLab, startLab, type Lab } from '../../support/lab/start-lab.ts';

describe.skipIf(!canStartLab)('stand-in hosts', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({
      hosts: [
        { name: 'ctrl1', hasK0s: true, knobs: ['start-fails'] },
        { name: 'jump', role: 'bastion' },
        { name: 'work1', role: 'worker', behind: 'jump' },
      ],
    });
  });

  afterAll(async () => {
    await lab.stop();
  });

  const ssh = async (options: readonly string[], address: string, script: string) => {
    const { command, args } = lab.enter('ssh', [...sshOptions(lab), ...options, address, script]);
    return runProgram(command, args);
  };

  test.for(['ipv4', 'ipv6', 'name'] as const)('are reached over ssh by %s', async (kind) => {
    for (const host of lab.hosts.filter(({ behind }) => behind === undefined)) {
      const { stdout } = await ssh([], host[kind], 'hostname');
      expect(stdout).toBe(`${host.name}\n`);
    }
  });

  test('are reached through their bastion alone', async () => {
    const { ipv4 } = lab.host('work1');
    const jump = ['ssh', ...sshOptions(lab), '-W', '%h:%p', lab.host('jump').ipv4].join(' ');

    const direct = await ssh([], ipv4, 'hostname');
    const jumped = await ssh(['-o', `ProxyCommand=${jump}`], ipv4, 'hostname');

    expect(direct).toMatchObject({ exitCode: 255, stdout: '' });
    expect(jumped).toMatchObject({ exitCode: 0, stdout: 'work1\n' });
  });

  test('reach one another through the bastion, as those who join a cluster do', async () => {
    const greet = `exec 3<>/dev/tcp/${lab.host('ctrl1').ipv4}/22; head -c 7 <&3`;
    const { stdout } = await lab.run('work1', `timeout 5 bash -c '${greet}'`);
    expect(stdout).toBe('SSH-2.0');
  });

  test('keep what is written on them from the machine and from one another', async () => {
    const name = `/etc/k0s-of-a-lab-${process.pid}`;
    await lab.run('ctrl1', `touch ${name} /tmp/lab-file /root/lab-file`);

    const look = `ls ${name} /tmp/lab-file /root/lab-file`;

    expect((await lab.run('ctrl1', look)).exitCode).toBe(0);
    expect((await lab.run('jump', look)).stdout).toBe('');
    expect((await runProgram('sh', ['-c', look])).stdout).toBe('');
  });

  test('have the faults that a test gives them, and write down the calls of k0s and systemctl', async () => {
    const before = (await lab.calls('ctrl1')).length;
    const failed = await lab.run('ctrl1', 'k0s controller');
    await lab.clearKnob('ctrl1', 'start-fails');
    await lab.setKnob('ctrl1', 'reset-fails');
    const reset = await lab.run('ctrl1', 'k0s reset --data-dir=/var/lib/k0s; systemctl status k0s');
    await lab.clearKnob('ctrl1', 'reset-fails');

    expect(failed).toMatchObject({ exitCode: 1 });
    expect(failed.stderr).toContain('failed to start');
    expect(reset.stderr).toContain('failed to reset');
    expect((await lab.calls('ctrl1')).slice(before)).toEqual([
      'k0s controller',
      'k0s reset --data-dir=/var/lib/k0s',
      'systemctl status k0s',
    ]);
  });

  test('answer nothing when frozen or unplugged, and answer again afterwards', async () => {
    const { ipv4 } = lab.host('jump');
    const soon = ['-o', 'ConnectTimeout=1'];

    await lab.freeze('jump');
    const frozen = await ssh(soon, ipv4, 'hostname');
    await lab.thaw('jump');
    await lab.unplug('jump');
    const unplugged = await ssh(soon, ipv4, 'hostname');
    await lab.plug('jump');

    expect(frozen.stderr).toContain('banner exchange');
    expect(unplugged.stderr).toContain('timed out');
    expect(await ssh([], ipv4, 'hostname')).toMatchObject({ stdout: 'jump\n' });
  });
});

describe.skipIf(!canStartLab)('a lab', () => {
  test('loses a host that is powered off, and no other', async () => {
    const lab = await startLab({ hosts: [{ name: 'ctrl1' }, { name: 'ctrl2' }] });
    try {
      await lab.powerOff('ctrl1');

      const [lost, kept] = await Promise.all(
        ['ctrl1', 'ctrl2'].map((name) => {
          const options = [...sshOptions(lab), '-o', 'ConnectTimeout=1'];
          const { command, args } = lab.enter('ssh', [...options, name, 'hostname']);
          return runProgram(command, args);
        }),
      );

      expect(lost).toMatchObject({ exitCode: 255 });
      expect(kept).toMatchObject({ stdout: 'ctrl2\n' });
    } finally {
      await lab.stop();
    }
  });
});

function sshOptions({ keyPath, knownHostsPath }: Lab): readonly string[] {
  const settings = [
    'User=root',
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${knownHostsPath}`,
  ];
  return ['-F', 'none', '-i', keyPath, ...settings.flatMap((setting) => ['-o', setting])];
}
