import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { exampleMachines } from '../../support/machines/read-node.ts';

/** A directory with a hostgroup of the examples, in which commands run. */
async function makeFleet(example = 'rack.nix') {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-machines-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await cp(exampleMachines(example), join(dir, 'prod.nix'));
  const run = (args: readonly string[], env: Record<string, string | undefined> = {}) =>
    runProgram(process.execPath, [builtTool, ...args], {
      cwd: dir,
      env: { NIX_PATH: 'x=/x', HOSTGROUP: './prod.nix', ...env },
    });
  const change = async (name: string, from: string, to: string) => {
    const text = await readFile(join(dir, 'prod.nix'), 'utf8');
    expect(text).toContain(from);
    await writeFile(join(dir, name), text.replaceAll(from, to));
  };
  return { dir, run, change };
}

test('list shows every machine, and how it is told from others', async () => {
  const { run } = await makeFleet();
  const { exitCode, stdout } = await run(['machine', 'list']);
  expect(exitCode).toBe(0);
  expect(stdout.split('\n').slice(0, 2)).toEqual([
    'NAME     HOSTNAME             MATCH              SYSTEM                     BOOT                    SECRETS',
    'worker1  worker1.example.com  52:54:00:00:01:01  flatcar 4593.2.5 (stable)  network, uefi, pointer  k0s_token',
  ]);
});

test('list prints for programs what is pinned', async () => {
  const { run } = await makeFleet();
  const { stdout } = await run(['machine', 'list', '--json']);
  expect(JSON.parse(stdout)).toMatchObject([
    {
      name: 'worker1',
      match: { macs: ['52:54:00:00:01:01'], uuid: null, serial: null },
      parts: [
        { name: 'flatcar initrd', version: '4593.2.5' },
        { name: 'flatcar kernel', version: '4593.2.5' },
        { name: 'ignition', version: '3.3.0' },
        { name: 'k0s', version: 'v1.34.1+k0s.0' },
      ],
    },
    { name: 'worker2' },
  ]);
});

test('what ignition prints has the hash that the pointer pins', async () => {
  const { run } = await makeFleet();
  const { stdout } = await run(['machine', 'ignition', 'worker1']);
  const hash = createHash('sha512').update(stdout).digest('hex');
  const { stdout: script } = await run(['machine', 'ipxe', 'worker1']);
  expect(script).toMatch(/^#!ipxe\n/);
  expect(script).toContain(`sha512-${hash}`);
});

test('ignition prints the machine that is named, and takes no further one', async () => {
  const { run } = await makeFleet();
  const { stdout } = await run(['machine', 'ignition', 'worker2']);
  expect(decodeURIComponent(stdout)).toMatch(/worker2\.example\.com/);
  expect(decodeURIComponent(stdout)).not.toMatch(/worker1/);
  expect(await run(['machine', 'ignition', 'worker2', 'worker1'])).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringContaining('takes no further word, and "worker1" is one') as unknown,
  });
});

test('validate tells what was checked', async () => {
  const { run } = await makeFleet();
  const { exitCode, stdout } = await run(['machine', 'validate', 'worker2']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^worker2: 4 files, 2 units; right by fields of Ignition 3\.3\.0/);
});

test('validate asks systemd nothing where there is no unit', async () => {
  const { run, change } = await makeFleet();
  await change('bare.nix', 'services.k0s = {\n            enable = true;', 'services.k0s = {');
  expect(await run(['./bare.nix', 'machine', 'validate', 'worker1'])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^worker1: 3 files, 0 units; right by /) as unknown,
  });
});

test('validate tells what could not be checked', async () => {
  const { dir, run } = await makeFleet();
  const nix = await runProgram('which', ['nix-instantiate'], {});
  await mkdir(join(dir, 'bin'));
  await symlink(nix.stdout.trim(), join(dir, 'bin/nix-instantiate'));
  for (const program of ['sh', 'rm', 'sleep', 'kill', 'cat'])
    await symlink(`/bin/${program}`, join(dir, 'bin', program)).catch(() => undefined);
  const result = await run(['machine', 'validate'], { PATH: join(dir, 'bin') });
  expect(result).toMatchObject({ exitCode: 0 });
  expect(result.stderr).toContain(
    'not checked: ignition-validate is not installed, and may know of faults; on Debian it is in the package ignition',
  );
  expect(result.stderr).toContain('not checked: systemd-analyze is not installed');
  expect(result.stdout).toContain(
    'right by fields of Ignition 3.3.0; NOT CHECKED by ignition-validate, systemd-analyze\n',
  );
});

test('validate fails for what Ignition would only warn of, and for slips in units', async () => {
  const { run, change } = await makeFleet();
  await change(
    'bad.nix',
    'units."update-engine.service".mask = true;',
    `ignition.extra.storage.flies = [ ];
     units."tool.service".text = "[Service]\\nExecStart=/opt/bin/tool\\nRestrat=always\\n";
     units."sshd.socket".dropins."10-port.conf" = "[Socket]\\nListenStraem=2222\\n";`,
  );
  const { exitCode, stdout, stderr } = await run(['./bad.nix', 'machine', 'validate', 'worker1']);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain(
    'worker1: fields of Ignition 3.3.0: Ignition has no storage.flies; did you mean files?',
  );
  expect(stderr).toMatch(/worker1: systemd-analyze: tool\.service:3: Unknown key.*Restrat/);
  expect(stderr).toMatch(/worker1: systemd-analyze: sshd\.socket\.d\/10-port\.conf:2: Unknown key/);
  expect(stderr).not.toContain('/opt/bin/tool');
});

test.each([
  ['machine', 'image', 'worker1', '--out=worker1.img'],
  ['machine', 'serve', '--listen=127.0.0.1:0', '--bearer-secret=none'],
  ['machine', 'ignition', 'worker1'],
])('what Ignition would refuse, or only warn of, is no part of %s %s', async (...words) => {
  const { dir, run, change } = await makeFleet();
  await change(
    'bad.nix',
    'units."update-engine.service".mask = true;',
    'ignition.extra.storage = { flies = [ ]; filesystems = [ { format = "ext4"; } ]; };',
  );
  const { exitCode, stdout, stderr } = await run(['./bad.nix', ...words]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('worker1: Ignition has no storage.flies; did you mean files?');
  expect(stderr).toContain('worker1: storage.filesystems[0] has no device');
  expect(existsSync(join(dir, 'worker1.img'))).toBe(false);
});

test('diff shows what changes on a node since another hostgroup', async () => {
  const { run, change } = await makeFleet();
  await change('before.nix', '262144', '65530');
  const { exitCode, stdout } = await run(['machine', 'diff', 'worker1', './before.nix']);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(
    [
      '~ files["/etc/sysctl.d/50-search.conf"].text:',
      '    @@ line 1',
      '    -vm.max_map_count = 65530',
      '    +vm.max_map_count = 262144',
      '',
    ].join('\n'),
  );
});

test('diff shows system and kernel, and nothing where nothing changes', async () => {
  const { run, change } = await makeFleet();
  await change('before.nix', '4593.2.5', '4593.2.4');
  await change('quiet.nix', '"ttyS0,115200"', '');
  const version = await run(['machine', 'diff', 'worker1', './before.nix']);
  expect(version.stdout).toBe('~ system.version: "4593.2.4" → "4593.2.5"\n');
  const consoles = await run(['machine', 'diff', 'worker1', './quiet.nix']);
  expect(consoles.stdout).toContain('console=ttyS0,115200');
  expect((await run(['machine', 'diff', 'worker1', './prod.nix'])).stdout).toBe(
    'nothing changes\n',
  );
});

test.each([
  ['verify = "uefi-only"', 'verify = "none"', '~ boot.verify: "uefi-only" → "none"'],
  [
    'http://boot.internal:8080/assets',
    'http://other.example.com',
    '→ "http://other.example.com/flatcar/(version)/flatcar_production_pxe.vmlinuz"',
  ],
  ['server = "http://boot', 'server = "http://other', '~ boot.ignition.url: "http://boot.internal'],
])('diff shows how a node starts, and from where: %s', async (from, to, change) => {
  const fleet = await makeFleet();
  await fleet.change('careless.nix', from, to);
  const words = ['./careless.nix', 'machine', 'diff', 'worker1', './prod.nix'];
  const { stdout } = await fleet.run(words);
  expect(stdout).toContain(change);
});

test('diff of a machine that is new shows all of it', async () => {
  const { dir, run, change } = await makeFleet();
  await change('before.nix', 'worker1', 'worker0');
  await mkdir(join(dir, 'before'));
  await rename(join(dir, 'before.nix'), join(dir, 'before/default.nix'));
  const { exitCode, stdout, stderr } = await run(['machine', 'diff', 'worker1', './before']);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('worker1 is not in the earlier hostgroup: all of it is new');
  expect(stdout).toContain('+ hostname: "worker1.example.com"');
});

test('diff compares with what ignition printed', async () => {
  const { dir, run, change } = await makeFleet();
  await change('before.nix', 'mask = true', 'enable = false');
  const { stdout: before } = await run(['./before.nix', 'machine', 'ignition', 'worker1']);
  await writeFile(join(dir, 'worker1.ign'), before);
  const { stdout } = await run(['machine', 'diff', 'worker1', 'worker1.ign']);
  expect(stdout.split('\n').toSorted()).toEqual([
    '',
    '+ units["update-engine.service"].mask: true',
    '- units["update-engine.service"].enabled: false',
  ]);
});

test.each([
  ['{', 'other.ign is no configuration of Ignition 3'],
  ['{"ignition":{"version":"2.3.0"}}', 'its ignition.version is none of 3'],
])('diff refuses %s', async (text, message) => {
  const { dir, run } = await makeFleet();
  await writeFile(join(dir, 'other.ign'), text);
  const { exitCode, stderr } = await run(['machine', 'diff', 'worker1', 'other.ign']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(message);
});

test.each([
  [['machine'], 'machine needs a verb', 'Verbs are list, validate'],
  [['machine', 'lsit'], 'machine has no verb "lsit"', 'Did you mean machine list?'],
  [['machine', 'ignition'], 'machine ignition needs NAME', 'machine ignition NAME'],
  [['machine', 'ipxe', 'worker1', 'x'], 'machine ipxe takes no further word, and "x" is one', ''],
  [
    ['machine', 'ipxe', 'worker7'],
    'there is no machine "worker7"',
    'Machines are worker1, worker2',
  ],
  [['machine', 'list', '--yaml'], 'unknown option --yaml', ''],
])('%j is explained', async (args, message, hint) => {
  const { run } = await makeFleet();
  const { exitCode, stderr } = await run(args);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr).toContain(hint);
});

test('a hostgroup without machines says so', async () => {
  const { dir, run } = await makeFleet();
  await writeFile(join(dir, 'empty.nix'), '{ network.modules = [ ]; }');
  const { exitCode, stderr } = await run(['./empty.nix', 'machine', 'list']);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('the hostgroup describes no machines');
});

test('what is wrong with a machine stops every level', async () => {
  const { run, change } = await makeFleet();
  await change('bad.nix', 'sha256-5f7e3b', 'sha512-5f7e3b');
  await change(
    'worse.nix',
    'verify = "uefi-only";',
    'verify = "uefi-only"; ignition = "embedded";',
  );
  for (const verb of [['machine', 'list'], ['cluster', 'config'], ['dump'], []]) {
    const typed = await run(['./bad.nix', ...verb]);
    expect(typed.exitCode).toBe(1);
    expect(typed.stderr).toContain('services.k0s.hash');
    const { exitCode, stdout, stderr } = await run(['./worse.nix', ...verb]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('kubernixos.machines.worker1.boot.ignition is "embedded"');
  }
});

test('machines, cluster and manifests are one evaluation each time', async () => {
  const { dir, run } = await makeFleet();
  const real = (await runProgram('which', ['nix-instantiate'], {})).stdout.trim();
  await mkdir(join(dir, 'bin'));
  const counting = join(dir, 'bin/nix-instantiate');
  await writeFile(counting, `#!/bin/sh\necho run >> ${dir}/runs\nexec ${real} "$@"\n`);
  await chmod(counting, 0o755);
  const PATH = `${join(dir, 'bin')}:${process.env['PATH'] ?? ''}`;
  for (const verb of [['machine', 'list'], ['cluster', 'config'], ['dump']]) {
    await rm(join(dir, 'runs'), { force: true });
    expect(await run(verb, { PATH })).toMatchObject({ exitCode: 0 });
    const runs = (await readFile(join(dir, 'runs'), 'utf8')).split('\n');
    expect(runs.filter((line) => line !== '')).toHaveLength(1);
  }
});
