import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { describeMachine, machineTool } from '../../support/machines/machine-tools.ts';
import { tool } from '../../support/machines/read-image.ts';

const MACHINE = describeMachine('services.heartbeat.enable = true;');

test('what an image is made of has names and hashes, and no value', async () => {
  const { run } = await machineTool(MACHINE);
  const { exitCode, stdout } = await run(['reproduce', 'node1'], {
    HEARTBEAT_URL: 'https://hunter2',
  });
  expect(exitCode).toBe(0);
  expect(stdout).not.toContain('hunter2');
  expect(JSON.parse(stdout)).toMatchObject({
    machine: { name: 'node1', hostname: 'node1.example.com', arch: 'x86_64' },
    os: { type: 'flatcar', version: '4593.2.5', kernel: { sha512: 'a'.repeat(128) } },
    ignition: { delivery: 'embedded', sha512: expect.stringMatching(/^[0-9a-f]{128}$/) as string },
    ipxe: {
      version: '2.0.0+dfsg-5',
      programs: { efi: '548f6fc510131b10d3f77a2b9fbdedf2f00308ae5e03ecb16b66a2a6b9665408' },
    },
    secrets: [{ group: 'heartbeat', file: 'heartbeat_env', names: ['HEARTBEAT_URL'] }],
    source: null,
  });
});

test('variables that change an image are part of it, and are told', async () => {
  const { run, write } = await machineTool(MACHINE);
  await write('id.pub', 'ssh-rsa AAAAB3NzaC1yc2E you@there\n');
  const plain = await run(['reproduce', 'node1']);
  const env = { NODE_HOSTNAME: 'node7.example.com', SSH_KEY_PATH: './id.pub' };
  const { stdout, stderr } = await run(['reproduce', 'node1'], env);

  expect(JSON.parse(stdout)).toMatchObject({
    machine: { name: 'node1', hostname: 'node7.example.com' },
    boot: { kernelCommandLine: expect.stringContaining('sshkey="ssh-rsa AAAAB3') as string },
  });
  const hashOf = (text: string) =>
    (JSON.parse(text) as { ignition: { sha512: string } }).ignition.sha512;
  expect(hashOf(stdout)).not.toBe(hashOf(plain.stdout));
  expect(stderr).toContain('NODE_HOSTNAME is set in the environment');
  expect(stderr).toContain('SSH_KEY_PATH is set in the environment');
});

test('another address of the configuration is part of it', async () => {
  const { run } = await machineTool(
    describeMachine('boot.ignition = "url"; boot.ignitionUrl = "http://x.example.com/a";'),
  );
  const { stdout } = await run(['reproduce', 'node1'], { IGN_PATH: 'http://y.example.com/b' });
  expect(JSON.parse(stdout)).toMatchObject({
    boot: { kernelCommandLine: 'flatcar.first_boot=1 ignition.config.url=http://y.example.com/b' },
  });
});

test('an iPXE of your own is told by its hash', async () => {
  const { run, write } = await machineTool(MACHINE);
  await write('ipxe.efi', 'mine');
  const { stdout } = await run(['reproduce', 'node1', '--ipxe', '.']);
  const sha256 = createHash('sha256').update('mine').digest('hex');
  expect(JSON.parse(stdout)).toMatchObject({
    ipxe: { version: `own build, sha256 ${sha256}`, programs: { efi: sha256 } },
  });
});

test('the commit of the hostgroup is told, and whether something differs from it', async () => {
  const { run, dir, write } = await machineTool(MACHINE);
  const git = (...args: readonly string[]) =>
    tool('git', ['-C', dir, '-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args]);
  await git('init', '--quiet');
  await git('add', 'prod.nix');
  await git('commit', '--quiet', '--message', 'x');
  const commit = (await git('rev-parse', 'HEAD')).trim();
  const clean = await run(['reproduce', 'node1']);
  await write('new.nix', '{ }');
  const dirty = await run(['reproduce', 'node1']);

  expect(JSON.parse(clean.stdout)).toMatchObject({ source: { commit, dirty: false } });
  expect(JSON.parse(dirty.stdout)).toMatchObject({ source: { commit, dirty: true } });
});
