import { readdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import {
  canMakeImages,
  describeMachine,
  KEY,
  machineTool,
} from '../../support/machines/machine-tools.ts';
import { makeTable } from '../../support/machines/make-table.ts';
import {
  extractPartition,
  listEfiFiles,
  readTable,
  tool,
} from '../../support/machines/read-image.ts';

const BOTH =
  'boot.firmware = [ "uefi" "bios" ]; boot.verify = "uefi-only"; boot.ignition = "url"; boot.ignitionUrl = "http://boot.example.com/ignition";';
const SERVICES = `
  services.heartbeat.enable = true;
  services.logExport = { enable = true; transport = "tls-syslog"; };
  services.ddns = { enable = true; interface = "eth0"; };
  services.k3s = { enable = true; version = "v1.33.1+k3s1"; hash = "sha512-${'c'.repeat(128)}"; };`;

/** What a server of k3s needs. */
const K3S = {
  K3S_TOKEN: 'hunter2-token',
  K3S_NODE_PASSWORD: 'hunter2-node',
  K3S_DATASTORE_ENDPOINT: 'postgres://u:hunter2@h/db',
};

/** All that has the name of the node in it. */
const NAMED = `
  services.heartbeat = { enable = true; checkCluster = true; };
  services.ddns = { enable = true; interface = "eth0"; primary = "primary"; };
  services.k3s = { enable = true; version = "v1.33.1+k3s1"; hash = "sha512-${'c'.repeat(128)}"; };`;

describe.skipIf(!canMakeImages)('an image', () => {
  test('starts on UEFI and BIOS, and has one partition for that and one for secrets', async () => {
    const { run, dir } = await machineTool(describeMachine(BOTH));
    const { exitCode, stdout, stderr } = await run(['image', 'node1', '--out', 'node1.img']);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout).toMatch(
      /^node1\.img: node1, 64 MiB, UEFI and BIOS, Flatcar 4593\.2\.5, sha256 [0-9a-f]{64}\n$/,
    );

    const image = join(dir, 'node1.img');
    const { mode, size } = await stat(image);
    expect({ mode: mode & 0o777, size }).toEqual({ mode: 0o600, size: 64 * 1024 ** 2 });
    const uuid = expect.stringMatching(/^[0-9A-F-]{36}$/) as string;
    expect(await readTable(image)).toEqual([
      {
        name: 'efi',
        start: 2048,
        size: 98_304,
        uuid,
        attrs: 'LegacyBIOSBootable',
        type: 'C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
      },
      {
        name: 'secrets',
        start: 100_352,
        size: 28_672,
        uuid,
        type: '0FC63DAF-8483-4772-8E79-3D69D8477DE4',
      },
    ]);
    expect(await tool('sgdisk', ['--verify', image])).toContain('No problems found');
    const efi = await extractPartition(image, 'efi');
    await tool('fsck.fat', ['-n', efi]);
    expect(await listEfiFiles(efi)).toEqual([
      'EFI/BOOT/BOOTX64.EFI',
      'autoexec.ipxe',
      'kubernixos.json',
      'syslinux/ipxe.krn',
      'syslinux/ldlinux.c32',
      'syslinux/ldlinux.sys',
      'syslinux/syslinux.cfg',
    ]);
    const code = await readFile('/usr/lib/SYSLINUX/gptmbr.bin');
    expect((await readFile(image)).subarray(0, code.length)).toEqual(code);
  });

  test('for UEFI alone has nothing for a BIOS, and holds an embedded configuration', async () => {
    const { run, dir } = await machineTool(describeMachine());
    expect(await run(['image', 'node1', '--out', 'node1.img'])).toMatchObject({ exitCode: 0 });
    const efi = await extractPartition(join(dir, 'node1.img'), 'efi');
    expect(await listEfiFiles(efi)).toEqual([
      'EFI/BOOT/BOOTX64.EFI',
      'autoexec.ipxe',
      'kubernixos.json',
      'node.ign',
    ]);
    const ignition = await tool('mcopy', ['-i', efi, '::/node.ign', '-']);
    expect(JSON.parse(ignition)).toMatchObject({
      ignition: { version: '3.3.0' },
      passwd: { users: [{ name: 'core', sshAuthorizedKeys: [KEY] }] },
    });
    expect((await readFile(join(dir, 'node1.img'))).subarray(0, 440)).toEqual(Buffer.alloc(440));
  });

  test('keeps secrets where root alone can read them, and nowhere else', async () => {
    const { run, dir, write } = await machineTool(describeMachine(SERVICES));
    const values = [
      'hunter2-token',
      'hunter2-db',
      'hunter2-log',
      'https://hunter2-beat',
      'hunter2-ddns',
    ];
    await write(
      'node1.env',
      `K3S_TOKEN=${values[0] ?? ''}\nK3S_DATASTORE_ENDPOINT='postgres://u:${values[1] ?? ''}@h/db'\nK3S_NODE_PASSWORD=hunter2-node\n`,
    );
    const { exitCode, stdout, stderr } = await run(
      ['image', 'node1', '--out', 'node1.img', '--secrets', 'node1.env'],
      {
        LOGEXPORT_HOST: values[2],
        LOGEXPORT_PORT: '6514',
        HEARTBEAT_URL: values[3],
        NAMECHEAP_DDNS_PASS: values[4],
        NAMECHEAP_DDNS_INTERFACE: 'eth0',
        K3S_EXTRA: 'more',
      },
    );
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stdout + stderr).not.toContain('hunter2');
    expect(stderr).toContain(
      '/secrets/k3s_env: K3S_DATASTORE_ENDPOINT, K3S_EXTRA, K3S_NODE_PASSWORD, K3S_TOKEN',
    );

    const image = join(dir, 'node1.img');
    const [efi, secrets] = await Promise.all(
      ['efi', 'secrets'].map((name) => extractPartition(image, name)),
    );
    expect((await readFile(efi ?? '')).includes('hunter2')).toBe(false);
    await tool('e2fsck', ['-f', '-n', secrets ?? '']);
    const listing = await tool('debugfs', ['-R', 'ls -p /', secrets ?? '']);
    const files = listing.split('\n').filter((line) => /_env|password/.test(line));
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const line of files) expect(line).toMatch(/^\/\d+\/100400\/0\/0\/[A-Za-z0-9_.-]+\/\d+\/$/);
    expect(listing).toMatch(/^\/2\/040700\/0\/0\/\.\//m);
    for (const [file, content] of [
      ['heartbeat_env', 'HEARTBEAT_URL="https://hunter2-beat"\n'],
      ['logexport_env', 'LOGEXPORT_HOST="hunter2-log"\nLOGEXPORT_PORT="6514"\n'],
      [
        'namecheap_ddns_env',
        'NAMECHEAP_DDNS_INTERFACE="eth0"\nNAMECHEAP_DDNS_PASS="hunter2-ddns"\n',
      ],
    ] as const)
      expect(await tool('debugfs', ['-R', `cat /${file}`, secrets ?? ''])).toBe(content);
    const origin = await tool('mcopy', ['-i', efi ?? '', '::/kubernixos.json', '-']);
    expect(JSON.parse(origin)).toMatchObject({
      machine: { name: 'node1' },
      ipxe: {
        version: '2.0.0+dfsg-5',
        programs: { efi: '548f6fc510131b10d3f77a2b9fbdedf2f00308ae5e03ecb16b66a2a6b9665408' },
      },
      secrets: expect.arrayContaining([
        { group: 'heartbeat', file: 'heartbeat_env', names: ['HEARTBEAT_URL'] },
      ]) as unknown,
    });
  });

  test('without the secrets of a component says so, and is made all the same', async () => {
    const { run } = await machineTool(describeMachine(SERVICES));
    const { exitCode, stderr } = await run(['image', 'node1', '--out', 'x.img'], {
      LOGEXPORT_HOST: '',
    });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^warning: nothing is given for heartbeat \(HEARTBEAT_URL\): .*inactive$/m,
    );
    expect(stderr).toMatch(
      /^warning: nothing is given for k3s \(K3S_DATASTORE_ENDPOINT, K3S_NODE_PASSWORD, K3S_TOKEN\): k3s\.service stays inactive$/m,
    );
    expect(stderr).toMatch(
      /^warning: nothing is given for logexport \(.*LOGEXPORT_HOST.*inactive$/m,
    );
  });

  test('tells which variables its way of exporting logs does not take', async () => {
    const upload =
      'services.logExport = { enable = true; transport = "journal-upload"; url = "https://logs.example.com"; };';
    const { run } = await machineTool(describeMachine(upload));
    const env = { LOGEXPORT_HOST: 'hunter2.example.com', LOGEXPORT_PORT: '6514' };
    const { exitCode, stderr } = await run(['image', 'node1', '--out', 'x.img'], env);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toContain(
      'warning: node1 does not take LOGEXPORT_HOST, LOGEXPORT_PORT of the environment: services.logExport with transport = "tls-syslog" would\n',
    );
    expect(stderr).not.toContain('hunter2');
  });

  test.each([
    [{ LOGEXPORT_HOST: 'h' }, '', 'LOGEXPORT_PORT is missing, which logexport needs'],
    [{}, 'HEARTBEET_URL=x', 'no machine asks for HEARTBEET_URL; did you mean HEARTBEAT_URL?'],
    [
      {},
      'HEARTBEAT_URL=it is "hunter2"',
      'line 1: the value of HEARTBEAT_URL has to stand in quotes',
    ],
    [
      { ...K3S, K3S_DATASTORE_ENDPOINT: 'sqlite://hunter2' },
      '',
      'K3S_DATASTORE_ENDPOINT names no database elsewhere, and services.k3s.datastore is',
    ],
    [
      { ...K3S, K3S_DATASTORE_ENDPOINT: '' },
      '',
      'K3S_DATASTORE_ENDPOINT is missing, which k3s needs',
    ],
    [
      { ...K3S, K3S_CLUSTER_INIT: 'true' },
      '',
      'K3S_CLUSTER_INIT is for services.k3s.clusterInit to decide',
    ],
    [{ ...K3S }, 'K3S_URL=https://hunter2:6443', 'K3S_URL is for services.k3s.server to decide'],
    [
      { ...K3S, K3S_DATASTORE_CERTFILE: '/secrets/c.pem' },
      '',
      'K3S_DATASTORE_KEYFILE is missing, which k3s needs beside K3S_DATASTORE_CERTFILE',
    ],
    [{ HEARTBEAT_URL: 'a\u0007' }, '', 'the value of HEARTBEAT_URL cannot be in the environment'],
  ])('is not made with unfit secrets: %j %s', async (env, file, message) => {
    const { run, dir, write } = await machineTool(describeMachine(SERVICES));
    await write('node1.env', file);
    const { exitCode, stdout, stderr } = await run(
      ['image', 'node1', '--out', 'x.img', '--secrets', 'node1.env'],
      env,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hunter2');
    expect(await readdir(dir)).not.toContain('x.img');
  });

  test('takes no secret from the Nix store, also behind a link', async () => {
    const { run, dir } = await machineTool(describeMachine(SERVICES));
    const [entry = ''] = (await readdir('/nix/store').catch(() => [])).filter(
      (name) => name !== '.links',
    );
    await symlink(join('/nix/store', entry), join(dir, 'linked.env'));
    for (const file of ['linked.env', '/nix/store/none.env']) {
      const { exitCode, stderr } = await run([
        'image',
        'node1',
        '--out',
        'x.img',
        '--secrets',
        file,
      ]);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`${file} is in the Nix store, where every user`);
    }
  });

  test('warns of a file with secrets that others may read', async () => {
    const { run, write } = await machineTool(describeMachine(SERVICES));
    await write('node1.env', 'HEARTBEAT_URL=https://x\n', 0o644);
    const { stderr } = await run(['image', 'node1', '--out', 'x.img', '--secrets', 'node1.env']);
    expect(stderr).toContain('warning: node1.env holds secrets, and others may read it');
  });

  test('warns of a secret of tokens that others may read', async () => {
    const { run, write } = await machineTool(describeMachine());
    await write('bearer.secret', `${'a1b2c3d4'.repeat(8)}\n`, 0o644);
    const args = ['image', 'node1', '--out', 'x.img', '--bearer-secret', 'bearer.secret'];
    const { exitCode, stderr } = await run(args);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning: bearer.secret holds secrets, and others may read it');
  });

  test('takes no file without end for a secret', async () => {
    const { run } = await machineTool(describeMachine(SERVICES));
    const args = ['image', 'node1', '--out', 'x', '--secret-file', 'HEARTBEAT_URL=/dev/zero'];
    const { exitCode, stderr } = await run(args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('/dev/zero cannot be read: it has more than 16 MiB');
  });

  test('of a machine that starts from the network tells which variables have no effect', async () => {
    const network =
      'boot.source = "network"; boot.server = "http://10.0.0.1:8080"; match.serial = "abc";';
    const { run, dir } = await machineTool(describeMachine(network));
    // A public key may be in the store, as home-manager has it.
    const file = `builtins.toFile "id.pub" "${KEY}\\n"`;
    const words = ['--eval', '--json', '--read-write-mode', '--expr', file];
    const key = JSON.parse(await tool('nix-instantiate', words)) as string;
    await symlink(key, join(dir, 'id.pub'));
    const { exitCode, stderr } = await run(['image', 'node1', '--out', 'x.img'], {
      SSH_KEY_PATH: './id.pub',
    });
    expect(stderr).toContain('warning: SSH_KEY_PATH has no effect: node1 starts from the network');
    expect(exitCode).toBe(0);
  });

  test('has the name that a variable says in all that the node does', async () => {
    const { run, dir } = await machineTool(describeMachine(NAMED) + describeMachine('', 'node2'));
    const env = { NODE_HOSTNAME: 'node7.example.org' };
    const { exitCode, stderr } = await run(['image', 'node1', '--out', 'x.img'], env);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(stderr).toContain(
      'NODE_HOSTNAME is set in the environment: in this image node1 is called as it says\n',
    );
    const efi = await extractPartition(join(dir, 'x.img'), 'efi');
    const ignition = await tool('mcopy', ['-i', efi, '::/node.ign', '-']);
    const text = decodeURIComponent(ignition);
    expect(text).toContain('data:,node7.example.org\n');
    expect(text).toContain('NODE_NAME=node7.example.org');
    expect(text).toContain('RECORD=node7\\"');
    expect(text).toContain('DOMAIN=example.org');
    expect(text).not.toContain('node1');
    const origin = await tool('mcopy', ['-i', efi, '::/kubernixos.json', '-']);
    expect(JSON.parse(origin)).toMatchObject({
      machine: { name: 'node1', hostname: 'node7.example.org' },
    });
  });

  test('is not made with a name that another machine has', async () => {
    const { run, dir } = await machineTool(describeMachine() + describeMachine('', 'node2'));
    const env = { NODE_HOSTNAME: 'node2.example.com' };
    const { exitCode, stderr } = await run(['image', 'node1', '--out', 'x.img'], env);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('NODE_HOSTNAME is set in the environment');
    expect(stderr).toContain(
      'machines.node1.hostname and kubernixos.machines.node2.hostname are the same',
    );
    expect(await readdir(dir)).not.toContain('x.img');
  });

  test('has the key that a variable says beside its own', async () => {
    const { run, dir, write } = await machineTool(describeMachine());
    await write('id.pub', 'ssh-rsa AAAAB3NzaC1yc2E you@there\n');
    const made = await run(['image', 'node1', '--out', 'x.img'], { SSH_KEY_PATH: './id.pub' });
    expect(made.exitCode).toBe(0);
    expect(made.stderr).toContain(
      'SSH_KEY_PATH is set in the environment: in this image its key logs in as core, too\n',
    );
    const efi = await extractPartition(join(dir, 'x.img'), 'efi');
    expect(await tool('mcopy', ['-i', efi, '::/autoexec.ipxe', '-'])).toContain(
      ' sshkey="ssh-rsa AAAAB3NzaC1yc2E" ||',
    );
    expect(await tool('mcopy', ['-i', efi, '::/node.ign', '-'])).toContain(KEY);
  });

  test('fetches what a variable says, and tells what the name is not part of then', async () => {
    const { run, dir } = await machineTool(describeMachine(BOTH));
    const env = { NODE_HOSTNAME: 'node7', IGN_PATH: 'https://ign.example.com/a' };
    const { exitCode, stderr } = await run(['image', 'node1', '--out', 'x.img'], env);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('IGN_PATH is set in the environment');
    expect(stderr).toContain('warning: NODE_HOSTNAME is told to the node by its kernel alone');
    const efi = await extractPartition(join(dir, 'x.img'), 'efi');
    expect(await tool('mcopy', ['-i', efi, '::/autoexec.ipxe', '-'])).toContain(
      'ignition.config.url=https://ign.example.com/a systemd.hostname=node7 ||',
    );
  });

  test.each(['https://user:hunter2@ign.example.com/a', 'https://ign.example.com/?token=hunter2'])(
    'is not made with a secret in the address of its configuration: %s',
    async (url) => {
      const { run, dir } = await machineTool(describeMachine(BOTH));
      const { exitCode, stdout, stderr } = await run(['image', 'node1', '--out', 'x.img'], {
        IGN_PATH: url,
      });
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain('IGN_PATH is set in the environment');
      expect(stderr).toContain('kubernixos.machines.node1.boot.ignitionUrl holds');
      expect(stderr).not.toContain('hunter2');
      expect(await readdir(dir)).not.toContain('x.img');
    },
  );

  test('replaces an earlier image and an empty file, and nothing else', async () => {
    const { run, dir, write } = await machineTool(describeMachine());
    await makeTable(join(dir, 'data.img'), 'data');
    for (const out of ['prod.nix', 'data.img']) {
      const before = await readFile(join(dir, out));
      const { exitCode, stderr } = await run(['image', 'node1', '--out', out]);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(`${out} is there, and is no image that a new one may replace: `);
      expect((await readFile(join(dir, out))).equals(before)).toBe(true);
    }
    await write('empty.img', '');
    await makeTable(join(dir, 'earlier.img'), 'secrets');
    for (const out of ['empty.img', 'earlier.img'])
      expect(await run(['image', 'node1', '--out', out])).toMatchObject({ exitCode: 0 });
  });

  test.skipIf(process.getuid?.() !== 0)('has mode 0600 whatever the mask is', async () => {
    const { dir } = await machineTool(describeMachine());
    const args = ['./prod.nix', 'machine', 'image', 'node1', '--out', 'x.img'];
    const words = ['umask 0222; exec "$@"', 'sh', process.execPath, builtTool, ...args];
    const made = await runProgram('sh', ['-c', ...words], { cwd: dir, env: { NIX_PATH: 'x=/x' } });
    expect(made).toMatchObject({ exitCode: 0 });
    expect((await stat(join(dir, 'x.img'))).mode & 0o777).toBe(0o600);
  });

  test.each([
    [['image', 'node9', '--out', 'x'], 'there is no machine "node9"', 'Did you mean node1?'],
    [['image', '--out', 'x'], 'machine image needs NAME', 'machine image NAME'],
    [['image', 'node1'], 'machine image needs a file to write', 'Write --out FILE.'],
    [['image', 'node1', 'node2', '--out', 'x'], '"node2" is one', 'NAME'],
    [['image', 'node1', '--out', '/dev/null'], '/dev/null is there, and is no plain file', 'flash'],
    [['image', 'node1', '--out', 'no/x'], 'cannot write no/x', 'Choose a file'],
    [
      ['image', 'node1', '--out', 'x', '--secret-file', 'hunter2'],
      'takes NAME=FILE',
      'Such as --secret-file K3S_TOKEN=./',
    ],
    [['image', 'node1', '--out', 'x', '--secrets', 'none'], 'none cannot be read', 'Nothing was'],
    [
      ['image', 'node1', '--out', 'x', '--ipxe', '.'],
      '. has no ipxe-amd64.efi or ipxe.efi',
      'Leave',
    ],
  ])('is refused: %j', async (args, message, hint) => {
    const { run } = await machineTool(describeMachine() + describeMachine('', 'node2'));
    const { exitCode, stdout, stderr } = await run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain('hunter2');
  });
});
