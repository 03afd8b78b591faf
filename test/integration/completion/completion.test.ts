import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findOnPath } from '../../bootstrap/programs.mjs';
import { builtTool, runProgram } from '../../support/cluster-tools.ts';
import { completeLine, type Shell } from '../../support/complete-line.ts';

let cwd = '';

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'kubernixos-completing-'));
  await mkdir(join(cwd, 'build'));
  await mkdir(join(cwd, 'bin'));
  await writeFile(join(cwd, 'prod.nix'), '');
  await writeFile(join(cwd, 'notes.txt'), '');
  await writeFile(join(cwd, 'bin/kubectl'), KUBECTL, { mode: 0o755 });
});

afterAll(() => rm(cwd, { recursive: true }));

/** Names are what a kubeconfig says: a shell must not run them. */
const KUBECTL = `#!/bin/sh
case "$1 $2 $3 $4" in
  'config get-contexts -o name') printf '%s\\n' production staging 'bad$(touch ran)' ;;
  'config get-clusters  ' | 'config get-users  ') printf '%s\\n' NAME one two ;;
  *) echo "not expected: $*" >&2; exit 1 ;;
esac
`;

const rows: readonly (readonly [line: string, offers: readonly string[]])[] = [
  ['kubernixos ap', ['apply']],
  ['kubernixos ./prod.nix ap', ['apply']],
  ['kubernixos pr', ['prod.nix', 'prune']],
  ['kubernixos ./pr', ['prod.nix']],
  ['kubernixos ./prod.nix apply pru', ['prune']],
  ['kubernixos ./prod.nix compl', ['completion']],
  ['kubernixos apply compl', []],
  ['kubernixos apply --yes pr', []],
  ['kubernixos completion ', ['bash', 'fish', 'zsh']],
  ['kubernixos completion z', ['zsh']],
  ['kubernixos help pl', ['plan']],
  ['kubernixos prune --allow-ma', ['--allow-mass-prune']],
  ['kubernixos apply --server-s', ['--server-side']],
  ['kubernixos apply --evaluator ', ['modules', 'nixos']],
  ['kubernixos apply --evaluator=m', ['modules']],
  ['kubernixos apply --dry-run=', ['client', 'none', 'server']],
  ['kubernixos apply --dry-run=s', ['server']],
  ['kubernixos apply -o j', ['json']],
  ['kubernixos build --out b', ['bin', 'build']],
  ['kubernixos plan --hostgroup p', ['prod.nix']],
  ['kubernixos plan --hostgroup=p', ['prod.nix']],
  ['kubernixos apply --kubeconfig n', ['notes.txt']],
  ['kubernixos apply --context prod', ['production']],
  ['kubernixos apply --context=s', ['staging']],
  ['kubernixos apply --cluster o', ['one']],
  ['kubernixos apply --user t', ['two']],
  ['kubernixos apply -n ', []],
  ['kubernixos options --js', ['--json']],
  ['kubernixos options --ye', []],
  ['kubernixos ./prod.nix options --hostg', ['--hostgroup']],
  ['kubernixos clu', ['cluster']],
  [
    'kubernixos cluster ',
    [
      ...['backup', 'backups', 'config', 'drill', 'init', 'install', 'kubeconfig', 'ping'],
      ...['pipeline', 'rekey', 'restore', 'status', 'uninstall', 'validate'],
    ],
  ],
  ['kubernixos ./prod.nix cluster backups ve', ['verify']],
  ['kubernixos ./prod.nix cluster v', ['validate']],
  ['kubernixos mach', ['machine']],
  ['kubernixos ./prod.nix machine v', ['validate']],
  ['kubernixos machine list --js', ['--json']],
  ['kubernixos cluster config --ya', ['--yaml']],
  ['kubernixos ./prod.nix cluster config --ya', ['--yaml']],
  ['kubernixos cluster validate --ya', []],
  ['kubernixos cluster config --evaluator ', ['modules', 'nixos']],
  ['kubernixos cluster --he', ['--help']],
  ['kubernixos cluster config ', []],
];

const shells: readonly Shell[] = ['bash', 'fish', 'zsh'];

describe.each(shells)('%s', (shell) => {
  const installed = findOnPath(shell) !== undefined;
  let script = '';

  beforeAll(async () => {
    const result = await runProgram(process.execPath, [builtTool, 'completion', shell]);
    expect(result.stderr).toBe('');
    script = result.stdout;
  });

  const complete = (line: string) => {
    const env = { PATH: [join(cwd, 'bin'), process.env['PATH']].join(delimiter) };
    return completeLine(shell, { script, line, cwd, env });
  };

  test.skipIf(!installed).for(rows)('offers after "%s": %j', async ([line, offers]) => {
    expect(await complete(line)).toEqual(offers);
  });

  test.skipIf(!installed)('offers verbs, commands and hostgroups first', async () => {
    const offers = await complete('kubernixos ');
    expect(offers).toEqual(
      expect.arrayContaining(['apply', 'build', 'dump', 'plan', 'prune', 'options', 'prod.nix']),
    );
    expect(offers).not.toContain('notes.txt');
  });

  test.skipIf(!installed)('runs nothing that a name of the kubeconfig holds', async () => {
    const offers = await complete('kubernixos apply --context b');
    expect(offers.join()).toContain('touch');
    expect(await runProgram('ls', [cwd])).not.toHaveProperty(
      'stdout',
      expect.stringMatching('ran'),
    );
  });
});

test.each([
  [['completion'], 'completion needs the name of a shell'],
  [['completion', 'tcsh'], 'there is no completion for "tcsh"'],
  [['completion', 'bash', 'zsh'], 'there is no completion for "bash zsh"'],
])('refuses %j', async (args, message) => {
  const { exitCode, stderr } = await runProgram(process.execPath, [builtTool, ...args]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(message);
  expect(stderr).toContain('Shells are bash, fish, zsh');
});
