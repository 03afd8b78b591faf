import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ARCHITECTURES } from '../../../image/architectures.ts';
import type { Lock } from '../../../image/lock.ts';
import { WANTED } from '../../../image/packages.ts';

const file = resolve(import.meta.dirname, '../../../image/lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;

describe.each(ARCHITECTURES.map(({ name, npm }) => [name, npm]))('the lock for %s', (name, npm) => {
  const { node, packages } = lock[name] ?? { node: { url: '', integrity: '' }, packages: [] };

  test('has every package that is wanted, once', () => {
    const names = packages.map((entry) => entry.name);
    expect(names).toEqual(expect.arrayContaining([...WANTED]));
    expect(new Set(names).size).toBe(names.length);
  });

  test('pins each by its content, at an address of Debian for this architecture', () => {
    for (const { sha256, url, version } of packages) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(url).toMatch(/^http:\/\/deb\.debian\.org\/debian(-security)?\/pool\/.*\.deb$/);
      expect(url).toMatch(new RegExp(`_(${name}|all)\\.deb$`));
      expect(decodeURIComponent(url)).toContain(version.replace(/^\d+:/, ''));
    }
  });

  test('has the Node.js that the project is tested with', () => {
    expect(node.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    expect(node.url).toContain(`/node-linux-${npm}-${process.versions.node}.tgz`);
  });
});
