import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../../src/cli/arguments/parse-arguments.ts';
import { readPages } from '../../support/docs/read-pages.ts';
import { kubernixosCommands } from '../../support/docs/shell-commands.ts';
import { shellScripts } from '../../support/docs/shell-scripts.ts';

const pages = readPages().map((page) => ({
  ...page,
  commands: shellScripts(page).flatMap(kubernixosCommands),
}));

test.each(pages.filter(({ commands }) => commands.length > 0))(
  'the command lines of $path are understood',
  ({ commands }) => {
    for (const command of commands)
      expect(() => {
        understand(command);
      }).not.toThrow();
  },
);

test('most pages are about commands', () => {
  expect(pages.flatMap(({ commands }) => commands).length).toBeGreaterThan(80);
});

/** As on a machine where every hostgroup of the page is there. */
function understand(command: readonly string[]): void {
  parseArguments(command, { HOSTGROUP: './prod.nix' }, (path) => path.endsWith('.nix'));
}

describe('command lines of kubernixos in a script', () => {
  test.each([
    ['kubernixos ./a.nix apply prune --yes', [['./a.nix', 'apply', 'prune', '--yes']]],
    ['A=1 kubernixos dump | jq .items', [['dump']]],
    ['kubernixos plan >plan.txt 2>&1 || echo $?', [['plan']]],
    ['if kubernixos plan; then kubernixos apply; fi', [['plan'], ['apply']]],
    ["kubernixos apply -l 'a in (b)' # kubernixos prune", [['apply', '-l', 'a in (b)']]],
    ['kubernixos plan \\\n  --json', [['plan', '--json']]],
    ['cat kubernixos dump', []],
  ])('%j', (script, commands) => {
    expect(kubernixosCommands(script)).toEqual(commands);
  });
});
