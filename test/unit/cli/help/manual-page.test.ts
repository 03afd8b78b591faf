import { expect, test } from 'vitest';
import { COMMANDS } from '../../../../src/cli/arguments/commands.ts';
import { EXIT_CODES } from '../../../../src/cli/arguments/exit-codes.ts';
import { KUBECTL_FLAGS } from '../../../../src/cli/arguments/kubectl-flags.ts';
import { OWN_OPTIONS } from '../../../../src/cli/arguments/own-options.ts';
import { VARIABLES } from '../../../../src/cli/arguments/variables.ts';
import { manualPage } from '../../../../src/cli/help/manual-page.ts';
import { roffText } from '../../../../src/cli/help/roff.ts';
import { VERBS } from '../../../../src/model/deploy-request.ts';

const page = manualPage('1.2.3').replaceAll('\\-', '-');

test.each([
  ...VERBS,
  ...COMMANDS.map(({ name }) => name),
  ...[...OWN_OPTIONS, ...KUBECTL_FLAGS].map(({ name }) => `--${name}`),
  ...COMMANDS.flatMap(({ options }) => options.map(({ name }) => `--${name}`)),
  ...VARIABLES.map(([name]) => name),
  ...EXIT_CODES.map(([, when]) => when),
])('holds %s', (word) => {
  expect(page.replaceAll('\n', ' ')).toContain(word);
});

test('tells the version', () => {
  expect(page).toMatch(/^\.TH KUBERNIXOS 1 .*1\.2\.3/);
});

test.each([
  ['a\\b', 'a\\eb'],
  ['.TH', '\\&.TH'],
  ["'it's", '\\(aqit\\(aqs'],
  ['--out', '\\-\\-out'],
  ['VERB…', 'VERB...'],
])('%s is text for roff', (text, written) => {
  expect(roffText(text)).toBe(written);
});
