import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorsOf } from '../../support/docs/headings.ts';
import { type Page, readPages, root } from '../../support/docs/read-pages.ts';

const pages = readPages();

test.each(pages)('the links of $path lead to files and headings that are there', (page) => {
  expect(linksOf(page).filter((link) => !leads(page, link))).toEqual([]);
});

test('the map of the pages leads to every page', () => {
  const map = pages.find(({ path }) => path === 'docs/README.md');
  const linked = map === undefined ? [] : linksOf(map).map((link) => targetOf(map, link).file);
  const inDocs = pages.map(({ path }) => path).filter((path) => path.startsWith('docs/'));
  expect(inDocs.filter((path) => path !== map?.path && !linked.includes(path))).toEqual([]);
});

describe('anchors', () => {
  test.each([
    ['## `plan` shows what, per object', 'plan-shows-what-per-object'],
    ['# Helm: `helm template`', 'helm-helm-template'],
    ['### What is_not', 'what-is_not'],
  ])('of %s', (heading, anchor) => {
    expect([...anchorsOf(heading)]).toEqual([anchor]);
  });

  test('of one title twice are told apart, and those of comments in code are none', () => {
    expect([...anchorsOf('# One\n# One\n```sh\n# Two\n```\n')]).toEqual(['one', 'one-1']);
  });
});

/** Where a page leads to in the checkout: without links to other places. */
function linksOf({ text }: Page): readonly string[] {
  const prose = text.replaceAll(/^ *```.*?^ *```$/gms, '').replaceAll(/`[^`\n]*`(?!\]\()/g, '');
  const links = [...prose.matchAll(/(?<!\\)\]\(([^)\s]+)\)|<img [^>]*src="([^"]+)"/g)];
  return links.map(([, link, image]) => link ?? image ?? '').filter((link) => !/^\w+:/.test(link));
}

function targetOf(
  { path }: Page,
  link: string,
): { readonly file: string; readonly anchor: string } {
  const [file = '', anchor = ''] = link.split('#');
  return { file: file === '' ? path : normalize(join(dirname(path), file)), anchor };
}

function leads(page: Page, link: string): boolean {
  const { file, anchor } = targetOf(page, link);
  if (!existsSync(join(root, file))) return false;
  return anchor === '' || anchorsOf(readFileSync(join(root, file), 'utf8')).has(anchor);
}
