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
