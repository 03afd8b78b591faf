import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { builtTool, runProgram, type RunResult } from '../cluster-tools.ts';
import { openTerminal, runAtTerminal, type Terminal } from '../run-at-terminal.ts';
import type { Lab } from './start-lab.ts';

export interface LabTool {
  /** Its home and working directory; temporary files go to `tmp` in it. */
  readonly dir: string;
  /** Runs the built tool with a hostgroup, in the lab's network. */
  readonly run: (...args: readonly string[]) => Promise<RunResult>;
  /** The same with other variables. */
  readonly runWith: (
    variables: Readonly<Record<string, string>>,
    ...args: readonly string[]
  ) => Promise<RunResult>;
  /** Runs it at a terminal, where somebody types an answer to the question for the cluster's name. */
  readonly type: (
    answer: string | (() => Promise<string>),
    ...args: readonly string[]
  ) => Promise<{ readonly exitCode: number | null; readonly screen: string }>;
  /** Starts it at a terminal. */
  readonly open: (...args: readonly string[]) => Terminal;
  /** Starts it for a test that ends it. */
  readonly start: (...args: readonly string[]) => ChildProcess;
}

const base = 'name = "shop"; k0s.version = lib.mkDefault "v1.33.4+k0s.0";';

interface LabToolOptions {
  /** What further modules say of the cluster. */
  readonly more?: readonly string[];
  /** Further modules of the hostgroup, as Nix text. */
  readonly modules?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** The host that is this machine to it: its `sh` is that of the host. */
  readonly on?: string;
}

/** The built tool, beside a hostgroup with this cluster; gone when the test is. */
export async function labTool(
  lab: Lab,
  cluster: string,
  options: LabToolOptions = {},
): Promise<LabTool> {
  const { tool, remove } = await keptLabTool(lab, cluster, options);
  onTestFinished(remove);
  return tool;
}

/** The same for several tests. What a file `more.nix` beside the hostgroup says of the cluster counts too. */
export async function keptLabTool(
  lab: Lab,
  cluster: string,
  { more = [], modules = [], variables = {}, on }: LabToolOptions = {},
): Promise<{ readonly tool: LabTool; readonly remove: () => Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-lab-tool-'));
  await mkdir(join(dir, 'tmp'));
  const clusters = [base, cluster, ...more].map(
    (part) => `({ lib, ... }: { kubernixos.cluster = { ${part} }; })`,
  );
  const changing =
    '({ lib, ... }: { kubernixos.cluster = if builtins.pathExists ./more.nix then import ./more.nix else { }; })';
  await writeFile(
    join(dir, 'prod.nix'),
    `{ network.modules = [ ${[...clusters, ...modules, changing].join(' ')} ]; }`,
  );
  const env = { HOME: dir, NIX_PATH: 'x=/x', TMPDIR: join(dir, 'tmp'), ...variables };
  const path = [join(dir, 'bin'), process.env['PATH'] ?? ''].join(delimiter);
  await mkdir(join(dir, 'bin'));
  if (on !== undefined) await lab.writeShell(on, join(dir, 'bin/sh'));
  const enter = (args: readonly string[]) =>
    lab.enter('env', [`PATH=${path}`, process.execPath, builtTool, './prod.nix', ...args]);
  const runWith: LabTool['runWith'] = (others, ...words) => {
    const { command, args } = enter(words);
    return runProgram(command, args, { cwd: dir, env: { ...env, ...others } });
  };
  const tool: LabTool = {
    dir,
    runWith,
    run: (...words) => runWith({}, ...words),
    type: (answer, ...words) =>
      runAtTerminal({ ...enter(words), cwd: dir, env, question: 'Type ', answer }),
    open: (...words) => openTerminal({ ...enter(words), cwd: dir, env }),
    start: (...words) => {
      const { command, args } = enter(words);
      return spawn(command, args, { cwd: dir, env: { ...process.env, ...env } });
    },
  };
  return { tool, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** The description of a host of the lab, with its key; `address` is its IPv4 address unless told. */
export function describeLabHost(
  lab: Lab,
  name: string,
  {
    role = 'controller',
    address = lab.host(name).ipv4,
    hostKey = lab.hostKeys.get(name) ?? '',
    user = 'root',
  } = {},
): string {
  const login = user === 'root' ? '' : `ssh.user = "${user}";`;
  const bastion = lab.host(name).behind;
  const behind =
    bastion === undefined
      ? ''
      : `ssh.bastion = { address = "${lab.host(bastion).ipv4}"; keyPath = "${lab.keyPath}"; hostKey = "${lab.hostKeys.get(bastion) ?? ''}"; };`;
  return `hosts.${name} = { role = "${role}"; address = "${address}"; hostKey = "${hostKey}"; ssh.keyPath = "${lab.keyPath}"; ${login} ${behind} };`;
}
