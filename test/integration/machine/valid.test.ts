import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { describeMachine } from '../../support/machines/machine-tools.ts';
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

const more = await writeMore();
afterAll(() => rm(dirname(more), { recursive: true }));

describe.each([
  ['home-lab.nix', exampleMachines('home-lab.nix'), 'node1'],
  ['rack.nix', exampleMachines('rack.nix'), 'worker1'],
  ['with-a-disk.nix', exampleMachines('with-a-disk.nix'), 'node2'],
  ['an agent of k3s', more, 'agent'],
  ['a controller of k0s', more, 'controller'],
])('%s', async (_, hostgroup, machine) => {
  const text = await readIgnitionText(hostgroup, machine);

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
      const names = [...readNode(text).units].flatMap(([name, unit]) =>
        unit.text || unit.dropins ? [name] : [],
      );
      const args = ['verify', '--man=no', `--root=${root}`, ...names];
      const { all, exitCode } = await execa('systemd-analyze', args, { all: true, reject: false });
      expect({ all, exitCode }).toEqual({ all: '', exitCode: 0 });
    },
  );
});

test.skipIf(!hasSystemd)('systemd would say something about a slip in an addition', async () => {
  const root = await makeDirectory();
  const dropins = new Map([['10-x.conf', '[Service]\nRestrat=always\n']]);
  const unit = { enabled: true, text: '', dropins };
  await unpack(
    { files: new Map(), links: new Map(), users: [], units: new Map([['kx.service', unit]]) },
    root,
  );
  const args = ['verify', '--man=no', `--root=${root}`, 'kx.service'];
  const { all } = await execa('systemd-analyze', args, { all: true, reject: false });
  expect(all).toMatch(/10-x\.conf.*Restrat/);
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
  for (const [name, { text, dropins = new Map<string, string>() }] of units) {
    const isSystems = existsSync(join(root, 'usr/lib/systemd/system', name));
    // The system of the node has some that this one has not.
    const standIn = dropins.size > 0 && !isSystems ? STAND_IN : '';
    if (text + standIn !== '') await put(`/etc/systemd/system/${name}`, text || standIn, 0o644);
    for (const [file, addition] of dropins)
      await put(`/etc/systemd/system/${name}.d/${file}`, addition, 0o644);
  }
}

const STAND_IN = '[Service]\nExecStart=/sbin/modprobe\n';

/** What no example has: an agent of k3s, a controller of k0s, and secrets of a unit of one's own. */
async function writeMore(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-hostgroup-'));
  const hash = `sha256-${'b'.repeat(64)}`;
  const common = (name: string, rest: string) =>
    describeMachine(`match.serial = "${name}"; ${rest}`, name);
  const agent = common(
    'agent',
    `services.k3s = { enable = true; version = "v1.33.1+k3s1"; hash = "${hash}"; role = "agent"; server = "https://k3s.example.com:6443"; };
     services.logExport = { enable = true; transport = "journal-upload"; url = "https://logs.example.com"; };
     secrets.registry = { keys.REGISTRY_PASSWORD = { }; units = [ "tool.service" ]; };
     units."tool.service" = { enable = true; text = "[Service]\\nExecStart=/sbin/modprobe\\n[Install]\\nWantedBy=multi-user.target\\n"; };`,
  );
  const controller = common(
    'controller',
    `os.root = "LABEL=ROOT";
     services.k0s = { enable = true; version = "v1.34.1+k0s.0"; hash = "${hash}"; role = "controller"; };`,
  );
  const file = join(directory, 'more.nix');
  await writeFile(file, `{ network.modules = [ ({ ${agent} ${controller} }) ]; }`);
  return file;
}

async function makeDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-node-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}
