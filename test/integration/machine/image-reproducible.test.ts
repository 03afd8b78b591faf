import { spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import {
  canMakeImages,
  describeMachine,
  machineCache,
  machineTool,
} from '../../support/machines/machine-tools.ts';

const MACHINE = describeMachine(`
  boot.firmware = [ "uefi" "bios" ]; boot.verify = "none";
  boot.ignition = "url"; boot.ignitionUrl = "http://boot.example.com/ignition";
  services.heartbeat.enable = true;`);
const ENV = { HEARTBEAT_URL: 'https://example.com/"beat"' };
const ARGS = ['image', 'node1', '--out', 'x.img', '--secrets', 'more.env'];
const NOBODY = 65_534;

/** An ordinary user, who can read this checkout. */
const asNobody = ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'];
const hasNobody =
  process.getuid?.() === 0 &&
  spawnSync(asNobody[0] ?? '', [...asNobody.slice(1), process.execPath, builtTool, '--version'])
    .status === 0;

describe.skipIf(!canMakeImages)('two images of the same sources', () => {
  test('are the same, byte by byte, from elsewhere, another day and another time zone', async () => {
    const [here, there] = await Promise.all([makeSources(), makeSources()]);
    await utimes(join(there.dir, 'prod.nix'), 86_400, 86_400);
    const first = await here.run(ARGS, { ...ENV, TZ: 'UTC0', LC_ALL: 'C' });
    const second = await there.run(ARGS, {
      ...ENV,
      TZ: 'Asia/Tokyo',
      LC_ALL: 'C.UTF-8',
      SOURCE_DATE_EPOCH: '1',
    });
    expect([first, second]).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
    expect(second.stdout).toBe(first.stdout);
    const [a, b] = await Promise.all([here, there].map(({ dir }) => readFile(join(dir, 'x.img'))));
    expect(a?.equals(b ?? Buffer.of())).toBe(true);
  });

  test.skipIf(!hasNobody)('are the same, whether root or anybody else makes them', async () => {
    const [ours, theirs] = await Promise.all([makeSources(), makeSources()]);
    await giveTo(theirs.dir);
    const first = await ours.run(ARGS, ENV);
    const [program = '', ...words] = [
      ...asNobody,
      process.execPath,
      builtTool,
      './prod.nix',
      'machine',
      ...ARGS,
    ];
    const second = await runProgram(program, words, {
      cwd: theirs.dir,
      env: {
        ...ENV,
        NIX_PATH: 'x=/x',
        HOME: theirs.dir,
        TMPDIR: join(theirs.dir, 'tmp'),
        XDG_CACHE_HOME: join(theirs.dir, 'cache'),
        NIX_REMOTE: `local?root=${join(theirs.dir, 'nix')}`,
      },
    });
    expect(second).toMatchObject({ exitCode: 0, stdout: first.stdout });
  });
});

async function makeSources() {
  const tool = await machineTool(MACHINE);
  await tool.write('more.env', '# none\n');
  return tool;
}

async function giveTo(dir: string): Promise<void> {
  await mkdir(join(dir, 'cache/kubernixos'), { recursive: true });
  await cp(join(machineCache, 'ipxe'), join(dir, 'cache/kubernixos/ipxe'), { recursive: true });
  const owned = await runProgram('chown', ['-R', String(NOBODY), dir]);
  expect(owned.exitCode).toBe(0);
  await chmod(dir, 0o755);
  await chown(dir, NOBODY, NOBODY);
}
