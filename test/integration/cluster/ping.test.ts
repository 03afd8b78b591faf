import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeLabHost, labTool } from '../../support/lab/lab-hostgroup.ts';
import { canStartLab, canTrace, startLab, type Lab } from '../../support/lab/start-lab.ts';

describe.skipIf(!canStartLab)('cluster ping', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({
      hosts: [
        { name: 'ctrl1' },
        { name: 'ctrl2' },
        { name: 'off1' },
        { name: 'mute1' },
        { name: 'gone1' },
        { name: 'jump', role: 'bastion' },
        { name: 'work1', role: 'worker', behind: 'jump' },
        { name: 'work2', role: 'worker', behind: 'jump' },
      ],
    });
    await lab.powerOff('off1');
    await lab.freeze('mute1');
    await lab.unplug('gone1');
    await lab.powerOff('work2');
  });

  afterAll(async () => {
    await lab.stop();
  });

  test('hosts answer by IPv4, IPv6 and name, and behind a bastion', async () => {
    const { run } = await labTool(
      lab,
      describeLabHost(lab, 'ctrl1', { address: lab.host('ctrl1').ipv6 }) +
        describeLabHost(lab, 'ctrl2', { address: 'ctrl2' }) +
        describeLabHost(lab, 'jump', { role: 'worker' }) +
        describeLabHost(lab, 'work1', { role: 'worker' }),
    );
    const { exitCode, stdout, stderr } = await run('cluster', 'ping');
    expect({ exitCode, stderr: stderr.replaceAll(/^warning: .*\n/gm, '') }).toEqual({
      exitCode: 0,
      stderr: '',
    });
    expect(stdout).toMatch(/^HOST +ROLE +ADDRESS +PORT +SENT +LOST +BEST +MEAN +REASON$/m);
    expect(stdout).toMatch(/^ctrl1 +controller +fd77::11 +22 +3 +0% +[\d.]+ms +[\d.]+ms$/m);
    expect(stdout).toMatch(/^ctrl2 +controller +ctrl2 \((10\.77\.0\.12|fd77::12)\) +22 +3 +0%/m);
    expect(stdout).toMatch(/^work1 +worker +10\.78\.0\.\d+ +22 +3 +0%/m);
    expect(stdout).toMatch(/^4 hosts on 4 ports: all answer$/m);
  });

  test.for([
    ['off1', 'no route to the host|no answer within 1 seconds'],
    ['gone1', 'no route to the host|no answer within 1 seconds'],
    ['mute1', 'it takes the connection, and no server of SSH answers within 1 seconds'],
    ['work2', 'the bastion 10\\.77\\.0\\.\\d+ cannot reach it|by the bastion .*: no answer within'],
  ])('a dead host is lost: %s', async ([name = '', reason]) => {
    const { run } = await labTool(
      lab,
      `ping.timeout = "1s"; ${describeLabHost(lab, 'ctrl1')}${describeLabHost(lab, name, { role: 'worker' })}`,
    );
    const { exitCode, stdout } = await run('cluster', 'ping', '--count=2');
    expect(stdout).toMatch(new RegExp(`^${name} .* 22 +2 +100% +- +- +(?:${reason})`, 'm'));
    expect(stdout).toMatch(/^ctrl1 .* 0%/m);
    expect(stdout).toContain('1 of 2 hosts failed, on 1 port\n');
    expect(exitCode).toBe(1);
  });

  test('ports that are declared beside must answer too, also behind a bastion', async () => {
    const cluster = `ping.ports = [ 22 6443 ]; ${describeLabHost(lab, 'ctrl1')}${describeLabHost(lab, 'work1', { role: 'worker' })}`;
    const { exitCode, stdout } = await (
      await labTool(lab, cluster)
    ).run('cluster', 'ping', '--json');
    const { ok, ports } = JSON.parse(stdout) as { ok: boolean; ports: Record<string, unknown>[] };
    expect({ exitCode, ok }).toEqual({ exitCode: 1, ok: false });
    expect(ports).toMatchObject([
      { host: 'ctrl1', port: 22, lost: 0, way: 'direct' },
      { host: 'ctrl1', port: 6443, lost: 3, reason: expect.stringContaining('refused') as string },
      { host: 'work1', port: 22, lost: 0, way: 'bastion' },
      {
        ...{ host: 'work1', port: 6443, lost: 3 },
        reason: expect.stringMatching(
          /^the bastion .* cannot reach it: Connection refused/,
        ) as string,
      },
    ]);
  });

  test('an open port behind a bastion answers though it says nothing', async () => {
    await lab.run(
      'work1',
      `setsid python3 -c 'import socket,time
s = socket.create_server(("", 6443)); time.sleep(600)' >/dev/null 2>&1 </dev/null &
until python3 -c 'import socket; socket.create_connection(("127.0.0.1", 6443))' 2>/dev/null; do sleep 0.05; done`,
    );
    const cluster = `ping.ports = [ 6443 ]; ${describeLabHost(lab, 'work1', { role: 'controller' })}`;
    const { exitCode, stdout } = await (await labTool(lab, cluster)).run('cluster', 'ping');
    expect(stdout).toMatch(/^work1 .* 6443 +3 +0%/m);
    expect(exitCode).toBe(0);
  });

  test('a bastion that cannot be reached is told from its hosts', async () => {
    const behind = describeLabHost(lab, 'work1').replaceAll(
      lab.host('jump').ipv4,
      lab.host('gone1').ipv4,
    );
    const { run } = await labTool(lab, `ping.timeout = "1s"; ${behind}`);
    const { exitCode, stdout } = await run('cluster', 'ping', '--count=1');
    expect(stdout).toContain(`the bastion ${lab.host('gone1').ipv4} is not reached: `);
    expect(exitCode).toBe(1);
  });

  test('a bastion with another host key is not trusted', async () => {
    const key = lab.hostKeys.get('ctrl1') ?? '';
    const behind = describeLabHost(lab, 'work1').replaceAll(lab.hostKeys.get('jump') ?? '?', key);
    const { exitCode, stdout } = await (await labTool(lab, behind)).run('cluster', 'ping');
    expect(stdout).toContain('declare its new key as hostKey');
    expect(exitCode).toBe(1);
  });

  test('loss up to the declared limit is borne', async () => {
    const hosts = describeLabHost(lab, 'off1');
    const { run } = await labTool(
      lab,
      `ping = { timeout = "1s"; maxLossPercent = 100; }; ${hosts}`,
    );
    const { exitCode, stdout } = await run('cluster', 'ping', '--count=1');
    expect(stdout).toMatch(/^off1 .* 100%/m);
    expect(exitCode).toBe(0);
  });

  test('hosts of openSSH are where its configuration says', async () => {
    const { run, dir } = await labTool(
      lab,
      'hosts.a = { role = "controller"; address = "alias"; openSSH.configPath = "~/config"; };',
    );
    await writeFile(`${dir}/config`, `Host alias\n  HostName ${lab.host('ctrl1').ipv4}\n`);
    const { exitCode, stdout } = await run('cluster', 'ping');
    expect(stdout).toMatch(/^a +controller +10\.77\.0\.11 +22 +3 +0%/m);
    expect(exitCode).toBe(0);
  });

  test.skipIf(!canTrace)(
    'mtr traces the way to what failed, and its answer decides nothing',
    async () => {
      const { run } = await labTool(
        lab,
        `ping = { timeout = "1s"; ports = [ 22 6443 ]; }; ${describeLabHost(lab, 'ctrl1')}`,
      );
      const { exitCode, stdout } = await run('cluster', 'ping', '--trace', '--count=2');
      const [, way = ''] = stdout.split('the way to ctrl1, 10.77.0.11 port 6443:\n');

      expect(exitCode).toBe(1);
      // A station, its loss and how many probes it was sent: a refused connection is an answer.
      expect(way).toMatch(/^ +1\.\|-- 10\.77\.0\.11 +0\.0% +2 /m);
      expect(stdout).not.toContain('the way to ctrl1, 10.77.0.11 port 22');
      expect(stdout).toContain('1 of 1 host failed, on 1 port\n');
    },
  );

  test.skipIf(!canTrace)('where all answer, the way to each of them is traced', async () => {
    const { run } = await labTool(
      lab,
      describeLabHost(lab, 'ctrl1') +
        describeLabHost(lab, 'ctrl2', { address: lab.host('ctrl2').ipv6 }),
    );
    const { exitCode, stdout } = await run('cluster', 'ping', '--trace', '--count=1');

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^the way to ctrl1, 10\.77\.0\.11 port 22:\n(?:.+\n)+?.*-- 10\.77\.0\.11 /m,
    );
    expect(stdout).toMatch(/^the way to ctrl2, fd77::12 port 22:\n(?:.+\n)+?.*-- fd77::12 /m);
  });

  test('nothing of it is left behind', async () => {
    const { run, dir } = await labTool(lab, describeLabHost(lab, 'work1'));
    await run('cluster', 'ping', '--count=1');
    expect(readdirSync(join(dir, 'tmp'))).toEqual([]);
  });

  test.each(['0', '-1', 'x', '1001', '1e2'])('--count=%s is refused', async (count) => {
    const { run } = await labTool(lab, describeLabHost(lab, 'ctrl1'));
    const { exitCode, stderr } = await run('cluster', 'ping', `--count=${count}`);
    expect(stderr).toContain('--count is a number of attempts from 1 to 1000');
    expect(exitCode).toBe(1);
  });
});
