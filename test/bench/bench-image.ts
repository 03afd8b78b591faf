import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { builtTool } from '../support/cluster-tools.ts';
import { awaitIdle } from './await-idle.ts';
import { measure, type Measurement } from './measure.ts';
import { printTable } from './print-table.ts';

const hostgroup = resolve(import.meta.dirname, '../examples/machines/home-lab.nix');

const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

/** Secrets of nobody: what the example needs to have all of its components active. */
const SECRETS = [
  'K3S_TOKEN=token',
  'K3S_DATASTORE_ENDPOINT=postgres://k3s@db.example.com/k3s',
  'K3S_NODE_PASSWORD=password',
  'LOGEXPORT_HOST=logs.example.com',
  'LOGEXPORT_PORT=6514',
  'HEARTBEAT_URL=https://heartbeat.example.com/node1',
  'NAMECHEAP_DDNS_PASS=password',
];

/** What the image is made by, without anything that is evaluated, decided, checked or read back. */
const PROGRAMS = `
  rm -rf parts && mkdir -m 700 parts parts/boot && cd parts
  truncate -s 64M image
  printf 'label: gpt\\n2048,98304,U\\n100352,28672,L\\n' | sfdisk --quiet image
  dd if=../image of=efi bs=1M skip=1 count=48 status=none
  mcopy -s -i efi '::/*' boot
  truncate -s 48M fresh
  mkfs.fat -F 32 -n EFI fresh >/dev/null
  mcopy -s -i fresh boot/* ::/
  truncate -s 14M secrets
  mke2fs -q -O '^has_journal' -b 1024 -m 0 -L secrets -d ../secrets -E root_owner=0:0 secrets
  dd if=fresh of=image bs=1M seek=1 conv=notrunc,sparse status=none
  dd if=secrets of=image bs=1M seek=49 conv=notrunc,sparse status=none
  sync image
  sha256sum image`;

/** Makes the image of the example with its secrets, of 64 MiB; prints a table. */
export async function benchImage(rounds: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'kubernixos-bench-'));
  try {
    await mkdir(join(directory, 'secrets'), { mode: 0o700 });
    const secrets = join(directory, 'secrets', 'all.env');
    await writeFile(secrets, `${SECRETS.join('\n')}\n`, { mode: 0o600 });
    const contestants = contestantsIn(directory, secrets);
    const results = new Map<string, Measurement[]>();
    for (let round = 0; round < rounds; round++) {
      await awaitIdle();
      for (const [name, run] of contestants)
        results.set(name, [...(results.get(name) ?? []), await run()]);
    }
    const rows = [...results].map(([name, measurements]) => ({ name, measurements }));
    printTable('an image of 64 MiB', rows, ['the programs alone']);
  } finally {
    await rm(directory, { recursive: true });
  }
}

function contestantsIn(directory: string, secrets: string) {
  const env = { PATH, HOME: process.env['HOME'], NIX_PATH: 'nothing=/var/empty' };
  const image = join(directory, 'image');
  const words = ['machine', 'image', 'node1', '--out', image, '--secrets', secrets];
  return [
    [
      'kubernixos machine image',
      async () => {
        await rm(image, { force: true });
        return measure(process.execPath, [builtTool, hostgroup, ...words], { env });
      },
    ],
    [
      'the programs alone',
      () => measure('sh', ['-euc', PROGRAMS], { env: { PATH, LC_ALL: 'C' }, cwd: directory }),
    ],
  ] as const;
}
