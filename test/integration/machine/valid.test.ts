import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  exampleMachines,
  type Node,
  readIgnitionText,
  readNode,
} from '../../support/machines/read-node.ts';

const isHere = async (program: string) =>
  (await execa('which', [program], { reject: false })).exitCode === 0;
const hasValidator = await isHere('ignition-validate');
const hasSystemd = await isHere('systemd-analyze');

describe.each([
  ['home-lab.nix', 'node1'],
  ['rack.nix', 'worker1'],
  ['with-a-disk.nix', 'node2'],
])('%s', async (hostgroup, machine) => {
  const text = await readIgnitionText(exampleMachines(hostgroup), machine);

  test.skipIf(!hasValidator)('ignition-validate says nothing about it', async () => {
    const root = await makeDirectory();
    await writeFile(join(root, 'node.ign'), text);
    const { all } = await execa('ignition-validate', [join(root, 'node.ign')], { all: true });
    expect(all).toBe('');
  });

  test.skipIf(!hasSystemd)(
    'systemd says nothing about units, on a node with all its files',
    async () => {
      const root = await makeDirectory();
      await unpack(readNode(text), root);
      const names = [...readNode(text).units].flatMap(([name, unit]) => (unit.text ? [name] : []));
      const args = ['verify', '--man=no', `--root=${root}`, ...names];
      const { all, exitCode } = await execa('systemd-analyze', args, { all: true, reject: false });
      expect({ all, exitCode }).toEqual({ all: '', exitCode: 0 });
    },
  );
});

test.skipIf(!hasSystemd)('systemd would say something about a slip', async () => {
  const root = await makeDirectory();
  const unit = '[Service]\nExecStart=/opt/bin/missing\nRestrat=always\n';
  const node: Node = {
    files: new Map(),
    links: new Map(),
    users: [],
    units: new Map([['a.service', { enabled: true, text: unit }]]),
  };
  await unpack(node, root);
  const args = ['verify', '--man=no', `--root=${root}`, 'a.service'];
  const { all } = await execa('systemd-analyze', args, { all: true, reject: false });
  expect(all).toMatch(/Restrat[^]*missing is not executable/);
});

/** A root directory with the units of this system, and the files and units of a node. */
async function unpack({ files, units }: Node, root: string): Promise<void> {
  await cp('/lib/systemd/system', join(root, 'usr/lib/systemd/system'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  const put = async (path: string, text: string, mode: number) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text, { mode });
  };
  await put('/sbin/modprobe', '#!/bin/sh\n', 0o755);
  for (const [path, file] of files) await put(path, file.text ?? '', file.mode);
  for (const [name, { text }] of units)
    if (text !== '') await put(`/etc/systemd/system/${name}`, text, 0o644);
}

async function makeDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-node-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}
