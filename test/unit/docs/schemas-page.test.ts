import { expect, test } from 'vitest';
import { onlyServerReasons } from '../../e2e/schemas/corpus/only-server.ts';
import { readPage } from '../../support/docs/read-pages.ts';

const [, left = ''] = readPage('docs/schemas.md').text.split(/^## What is not checked$/m);

test.each(Object.values(onlyServerReasons))(
  'the page says that the server alone knows %s',
  (reason) => {
    expect(left).toContain(reason);
  },
);
