import { execa } from 'execa';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canStartLab } from '../../support/lab/start-lab.ts';
import { waitFor } from '../../support/wait-for.ts';

interface Report {
  readonly dir: string;
  readonly program: number;
}

test.skipIf(!canStartLab)('a killed owner of a lab leaves nothing', async () => {
  const links = await linksOfMachine();
  const owner = execa(process.execPath, [join(import.meta.dirname, 'lab-owner.ts')], {
    reject: false,
  });
  const { dir, program } = JSON.parse(await firstLine(owner.stdout)) as Report;
  const alive = processesOf(dir);
  expect(alive.length).toBeGreaterThan(0);

  owner.kill('SIGKILL');
  await owner;

  await waitFor(() => !existsSync(dir), { what: 'the end of the lab’s directory' });
  await waitFor(() => [...alive, program].every(isGone), { what: 'the end of its processes' });
  expect(processesOf(dir)).toEqual([]);
  expect(readFileSync('/proc/mounts', 'utf8')).not.toContain(dir);
  expect(await linksOfMachine()).toEqual(links);
});

async function firstLine(stream: AsyncIterable<unknown>): Promise<string> {
  for await (const chunk of stream) return String(chunk);
  return '';
}

/** Those that have the lab's directory in their arguments, or among their mounts as hosts have. */
function processesOf(dir: string): readonly number[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.map(Number).filter((id) => belongsTo(id, dir));
}

function belongsTo(id: number, dir: string): boolean {
  try {
    const texts = [`/proc/${id}/cmdline`, `/proc/${id}/mounts`].map((file) =>
      readFileSync(file, 'utf8'),
    );
    return texts.some((text) => text.includes(dir));
  } catch {
    return false;
  }
}

function isGone(id: number): boolean {
  return !existsSync(`/proc/${id}`);
}

async function linksOfMachine(): Promise<string> {
  return (await execa('ip', ['-br', 'link'])).stdout;
}
