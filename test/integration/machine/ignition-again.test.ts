import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { exampleMachines, readIgnitionText } from '../../support/machines/read-node.ts';

/** Ignition itself, as Debian's package `ignition` has it; it sets owners, which only root may. */
const program = '/usr/lib/dracut/modules.d/30ignition/ignition';
const canRun = existsSync(program) && process.getuid?.() === 0;

test.skipIf(!canRun)('Ignition takes a disk that it has set up before', async () => {
  const text = await readIgnitionText(exampleMachines('with-a-disk.nix'), 'node2');
  const start = await makeDisk(withoutNetwork(text));
  expect(await start()).toEqual({ exitCode: 0, hostname: 'node2.example.com\n', reasons: [] });
  expect(await start()).toEqual({ exitCode: 0, hostname: 'node2.example.com\n', reasons: [] });
});

/** Without what is fetched, and without users, for whom programs of the node are started. */
function withoutNetwork(text: string): string {
  const { ignition, storage, systemd } = JSON.parse(text) as {
    ignition: unknown;
    storage: { files: { contents: { source: string } }[]; links: unknown };
    systemd: unknown;
  };
  const files = storage.files.filter(({ contents }) => contents.source.startsWith('data:'));
  return JSON.stringify({ ignition, storage: { files, links: storage.links }, systemd });
}

/** A root directory, and a start of Ignition on it. */
async function makeDisk(text: string) {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-disk-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const at = (name: string) => join(directory, name);
  await mkdir(at('bin'));
  await mkdir(at('root/etc/selinux'), { recursive: true });
  await writeFile(at('root/etc/selinux/config'), 'SELINUXTYPE=targeted\n');
  await writeFile(at('node.ign'), text);
  await writeFile(at('bin/setfiles'), '#!/bin/sh\n');
  await chmod(at('bin/setfiles'), 0o755);
  const env = { PATH: `${at('bin')}:/usr/bin:/bin`, IGNITION_CONFIG_FILE: at('node.ign') };
  const run = (stage: string) =>
    execa(
      program,
      [
        `--stage=${stage}`,
        '--platform=file',
        `--root=${at('root')}`,
        `--config-cache=${at('cache.json')}`,
        '--log-to-stdout',
      ],
      { env, all: true, reject: false },
    );
  return async () => {
    await rm(at('cache.json'), { force: true });
    await run('fetch');
    const { all, exitCode } = await run('files');
    const hostname = await readFile(at('root/etc/hostname'), 'utf8').catch(() => null);
    return { exitCode, hostname, reasons: all.split('\n').filter((line) => /^CRIT/.test(line)) };
  };
}
