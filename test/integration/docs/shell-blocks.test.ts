import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { runProgram } from '../../support/cluster-tools.ts';
import { readBlocks } from '../../support/docs/read-blocks.ts';
import { readPages } from '../../support/docs/read-pages.ts';
import { shellScripts } from '../../support/docs/shell-scripts.ts';

const pages = readPages();

test.each(pages.filter((page) => shellScripts(page).length > 0))(
  'a shell can read what $path wants it to run',
  async (page) => {
    for (const script of shellScripts(page)) {
      const { stderr } = await runProgram('bash', ['-n'], { stdin: script });
      expect(stderr, script).toBe('');
    }
  },
);

test.each(pages)('the YAML and JSON on $path can be read', ({ text }) => {
  const blocks = readBlocks(text).filter(({ language }) => ['yaml', 'json'].includes(language));
  const errors = blocks.flatMap(({ text }) =>
    parseAllDocuments(text, { uniqueKeys: false }).flatMap((document) =>
      document.errors.map(({ message }) => message),
    ),
  );
  expect(errors).toEqual([]);
});
