import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatures } from '../../../src/adapters/signatures.ts';
import { drillText } from '../../../src/backup/drill-text.ts';
import { findOnPath } from '../../bootstrap/programs.mjs';
import { buildArchive, clusterFiles } from '../../support/archives/build-archive.ts';
import { type GpgHome, hasGpg, makeGpgHome } from '../../support/archives/gpg-home.ts';
import { KINE, makeDatabase } from '../../support/archives/kine-database.ts';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';

const PASSWORD = 'hunter2 "$x" \\ %';
const OLD = 'k0s_backup_1740000000.tar.gz.b64';

const hostgroup = `{ network.modules = [ { kubernixos.cluster = {
  name = "shop";
  k0s.version = "v1.34.1+k0s.0";
  hosts.node = { role = "single"; address = "127.0.0.1"; ssh.port = 1; };
  backup = {
    store.directory = "~/store";
    signingKeyFile = "~/keys/signing.pem";
    identityFile = "~/keys/identity.txt";
  } // (if builtins.pathExists ./keys.nix then import ./keys.nix else { });
}; } ]; }`;

describe.skipIf(!hasGpg || findOnPath('openssl') === undefined)('cluster backups', () => {
  let us: GpgHome;
  let dir: string;

  beforeAll(async () => {
    us = await makeGpgHome('us@example');
    dir = await mkdtemp(join(tmpdir(), 'kubernixos-import-'));
    await mkdir(join(dir, 'seed/restore'), { recursive: true });
    await mkdir(join(dir, 'seed/backup'));
    await writeFile(join(dir, 'prod.nix'), hostgroup);
    await us.gpg(
      [
        ...['--encrypt', '--sign', '--armor', '--recipient', us.fingerprint],
        ...['--output', join(dir, 'seed/restore/secret.gpg')],
      ],
      { stdin: PASSWORD },
    );
    await writeFile(
      join(dir, 'plain'),
      await buildArchive({
        'kine-state-backup.db': await makeDatabase(KINE),
        ...clusterFiles(),
        'k0s.yaml': 'spec: {storage: {type: kine}}\n',
      }),
    );
    const output = join(dir, 'seed/backup', OLD);
    const args = ['chacha20', '-in', join(dir, 'plain'), '-out', output, '-pass', 'stdin', '-a'];
    const sealed = await runProgram('openssl', [...args, '-pbkdf2'], { stdin: PASSWORD });
    expect(sealed).toMatchObject({ exitCode: 0 });
  });

  afterAll(async () => {
    await us.remove();
    await rm(dir, { recursive: true, force: true });
  });

  const run = (...words: readonly string[]) =>
    runProgram(process.execPath, [builtTool, './prod.nix', 'cluster', ...words], {
      cwd: dir,
      env: { ...us.env, HOME: dir, NIX_PATH: 'x=/x' },
    });

  test('nothing is backed up, and nothing restored, before init has made keys', async () => {
    for (const words of [['backup'], ['restore', '--yes', '--cluster=shop']]) {
      const { exitCode, stdout, stderr } = await run(...words);
      expect({ words, exitCode, stdout }).toEqual({ words, exitCode: 1, stdout: '' });
      expect(stderr).toContain('kubernixos.cluster.backup has no recipients, or no signers');
      expect(stderr).toContain('Run kubernixos cluster init');
    }
    expect(await readdir(dir)).not.toContain('store');
  });

  test('init makes keys and a store once, and says what the hostgroup lacks', async () => {
    const first = await run('init');
    const identity = await readFile(join(dir, 'keys/identity.txt'), 'utf8');
    const second = await run('init');

    expect(first).toMatchObject({ exitCode: 0 });
    expect(first.stdout).toMatch(
      /^kubernixos\.cluster\.backup\.recipients = \[ "age1[a-z0-9]+" \];\nkubernixos\.cluster\.backup\.signers = \[ "ed25519:[^"]+" \];\n$/,
    );
    expect(second.stdout).toBe(first.stdout);
    expect(await readFile(join(dir, 'keys/identity.txt'), 'utf8')).toBe(identity);

    await writeFile(
      join(dir, 'keys.nix'),
      `{ ${first.stdout.replaceAll('kubernixos.cluster.backup.', '')} }`,
    );
    const third = await run('init');
    expect(third).toMatchObject({ exitCode: 0, stdout: '' });
    expect(third.stderr).toContain('the keys open and sign what is stored');
  });

  test('one key that is missing keeps the other from being made', async () => {
    const home = join(dir, 'half');
    await mkdir(home);
    const identity = /recipients = (.*?);/.exec(await readFile(join(dir, 'keys.nix'), 'utf8'));
    await writeFile(join(home, 'keys.nix'), `{ recipients = ${identity?.[1] ?? ''}; }`);
    await writeFile(join(home, 'prod.nix'), hostgroup);
    const { exitCode, stderr } = await runProgram(
      process.execPath,
      [builtTool, './prod.nix', 'cluster', 'init'],
      { cwd: home, env: { HOME: home, NIX_PATH: 'x=/x' } },
    );

    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'kubernixos.cluster.backup.recipients is declared, and its key is not',
    );
    expect((await readdir(home)).toSorted()).toEqual(['keys.nix', 'prod.nix']);
  });

  test('declared keys that are lost are not made again', async () => {
    await rm(join(dir, 'gone'), { recursive: true, force: true });
    await mkdir(join(dir, 'gone'));
    const { exitCode, stderr } = await runProgram(
      process.execPath,
      [builtTool, join(dir, 'prod.nix'), 'cluster', 'init'],
      { cwd: dir, env: { HOME: join(dir, 'gone'), NIX_PATH: 'x=/x' } },
    );

    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'kubernixos.cluster.backup.signers is declared, and its key is not in',
    );
    expect(await readdir(join(dir, 'gone'))).toEqual([]);
  });

  test('what concourse-k0sctl stored is imported once, and verified', async () => {
    const imported = await run('backups', 'import', 'seed');
    const again = await run('backups', 'import', 'seed');
    const list = await run('backups', 'list');
    const verified = await run('backups', 'verify');

    expect(imported).toMatchObject({ exitCode: 0 });
    expect(imported.stderr).toContain(`signed by the OpenPGP key ${us.fingerprint}`);
    expect(imported.stdout).toMatch(/^k0s_backup_shop_20250219T212000Z: .* verified$/m);
    expect(again).toMatchObject({ exitCode: 0, stdout: '' });
    expect(list.stdout).toMatch(
      /^k0s_backup_shop_20250219T212000Z +\d+ days .* unknown +verified/m,
    );
    expect(verified).toMatchObject({
      exitCode: 0,
      stdout: 'k0s_backup_shop_20250219T212000Z: good\n',
    });
    for (const { stdout, stderr } of [imported, again, list])
      expect(stdout + stderr).not.toContain('hunter2');
  });

  const NAME = 'k0s_backup_shop_20250219T212000Z';
  const NEXT = 'k0s_backup_shop_20250219T212001Z';
  const inStore = (...parts: readonly string[]) => join(dir, 'store', ...parts);
  const namesInStore = async () =>
    (await readdir(inStore())).filter((name) => !name.startsWith('.'));

  test('an import that was interrupted is no backup, and the next one makes one', async () => {
    await rm(inStore(NAME, `${NAME}.manifest.json`));
    await rm(inStore(NAME, `${NAME}.manifest.sig`));
    const again = await run('backups', 'import', 'seed');
    const third = await run('backups', 'import', 'seed');
    const pruned = await run('backups', 'prune');
    const list = await run('backups', 'list');

    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stderr).toContain(`${NAME} is of a run that was interrupted, and stays`);
    expect(again.stdout).toMatch(new RegExp(`^${NEXT}: .* verified$`, 'm'));
    expect(third).toMatchObject({ exitCode: 0, stdout: '' });
    expect(third.stderr).toContain(`${NEXT} is there already`);
    expect(pruned.stdout).not.toContain(NAME);
    expect(list.stdout).toMatch(new RegExp(`^${NAME} .* incomplete`, 'm'));
    expect(await namesInStore()).toEqual([NAME, NEXT]);
    await rm(inStore(NAME), { recursive: true });
  });

  test('one that is in the store and not to be trusted is told, and stays', async () => {
    await rename(inStore(NEXT), join(dir, 'aside'));
    await run('backups', 'import', 'seed');
    const manifest = inStore(NAME, `${NAME}.manifest.json`);
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace('sqlite', 'etcd'));
    const tampered = await run('backups', 'import', 'seed');
    const names = await namesInStore();
    await rm(inStore(NAME), { recursive: true });
    await rename(join(dir, 'aside'), inStore(NEXT));

    expect(tampered).toMatchObject({ exitCode: 1, stdout: '' });
    expect(tampered.stderr).toContain(
      `${NAME} is in the store and not to be trusted: its manifest is signed by none`,
    );
    expect(names).toEqual([NAME]);
  });

  describe('with other keys', () => {
    const TIME = '2026-01-02T03:04:05Z';
    const COPY = 'k0s_backup_shop_20250219T212002Z';
    /** As `cluster drill` writes it. */
    async function writeDrill(path: string): Promise<void> {
      const key = await readFile(join(dir, 'keys.old/signing.pem'), 'utf8');
      const { archive } = JSON.parse(
        await readFile(join(path, `${NEXT}.manifest.json`), 'utf8'),
      ) as {
        readonly archive: { readonly sha256: string };
      };
      const drill = { backup: NEXT, time: TIME, ok: true, archiveSha256: archive.sha256 };
      const text = drillText({ ...drill, k0sVersion: 'v1.34.1+k0s.0' });
      const file = join(path, `${NEXT}.drill-20260102T030405Z`);
      await writeFile(`${file}.json`, text);
      await writeFile(`${file}.sig`, signatures.sign(text, key));
    }

    beforeAll(async () => {
      const keys = await readFile(join(dir, 'keys.nix'), 'utf8');
      const oldSigner = /"(ed25519:[^"]+)"/.exec(keys)?.[1] ?? '';
      await rename(join(dir, 'keys'), join(dir, 'keys.old'));
      await rm(join(dir, 'keys.nix'));
      const { stdout } = await run('init');
      const lines = stdout.replaceAll('kubernixos.cluster.backup.', '');
      const both = lines.replace(/signers = \[/, `signers = [ "${oldSigner}"`);
      await writeFile(join(dir, 'keys.nix'), `{ ${both} }`);
    });

    const rekey = () => run('rekey', '--old-identity=keys.old/identity.txt');
    const drillsOf = async () => {
      const { stdout } = await run('backups', 'list', '--json');
      const records = JSON.parse(stdout) as readonly {
        readonly name: string;
        readonly drills: readonly { readonly time: string }[];
      }[];
      return records.map(({ name, drills }) => [name, ...drills.map(({ time }) => time)]);
    };

    test('a rekey that was interrupted goes on, and loses no drill', async () => {
      await cp(inStore(NEXT), join(dir, 'original'), { recursive: true });
      const whole = await rekey();
      await writeDrill(join(dir, 'original'));
      await rename(join(dir, 'original'), inStore(NEXT));
      const before = await drillsOf();
      const resumed = await rekey();

      expect(whole).toMatchObject({ exitCode: 0 });
      expect(before).toEqual([[NEXT, TIME], [COPY]]);
      expect(resumed).toMatchObject({ exitCode: 0 });
      expect(resumed.stderr).toContain(`${NEXT}: removed`);
      expect(await drillsOf()).toEqual([[COPY, TIME]]);
      expect(await run('backups', 'verify')).toMatchObject({ exitCode: 0 });
    });

    test('what was imported is there already, by its other name', async () => {
      const again = await run('backups', 'import', 'seed');
      expect(again).toMatchObject({ exitCode: 0, stdout: '' });
      expect(again.stderr).toContain(`${COPY} is there already`);
    });
  });

  test('what somebody else could have put there is not imported', async () => {
    const secret = join(dir, 'seed/restore/secret.gpg');
    const other = await run('backups', 'import', 'seed', `--signed-by=${'A'.repeat(40)}`);
    const signed = await readFile(secret);
    await rm(secret);
    await us.gpg(['--encrypt', '--armor', '--recipient', us.fingerprint, '--output', secret], {
      stdin: PASSWORD,
    });
    const unsigned = await run('backups', 'import', 'seed');
    await writeFile(secret, signed);

    expect(other).toMatchObject({ exitCode: 1, stdout: '' });
    expect(other.stderr).toContain(`signed by the OpenPGP key ${us.fingerprint}, and not by AAAA`);
    expect(unsigned).toMatchObject({ exitCode: 1, stdout: '' });
    expect(unsigned.stderr).toContain('the password of these backups is not signed');
  });

  test('another cipher gives garbage, which is not stored', async () => {
    for (const name of await namesInStore()) await rm(inStore(name), { recursive: true });
    const { exitCode, stderr } = await run('backups', 'import', 'seed', '--cipher=aes-256-ctr');

    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${OLD} was not imported`);
    expect(await readdir(join(dir, 'store'))).toEqual(['.kubernixos-backups']);
  });

  test('a verb of backups that there is none of is told', async () => {
    const { exitCode, stderr } = await run('backups', 'verfy');
    const none = await run('backups');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('Did you mean verify?');
    expect(none.stderr).toContain('cluster backups needs a verb');
  });
});
