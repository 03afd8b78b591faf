import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtTool, clusterTools, type ClusterTools } from '../support/cluster-tools.ts';
import type { ControlPlaneDetails } from '../support/control-plane.ts';

const documentLinesShown = 12;

/** Where the demo plays: shows commands with their output, in a directory of its own. */
export interface Stage {
  /** Goes away with the control plane, also when the demo is killed. */
  readonly dir: string;
  readonly tools: ClusterTools;
  readonly say: (text: string) => void;
  readonly show: (command: string, output: string) => void;
  /** Runs the tool, shows what it says as it comes, and gives its standard output in full. */
  readonly kubernixos: (args: readonly string[]) => Promise<string>;
  readonly kubectl: (args: readonly string[]) => Promise<string>;
}

export async function createStage(plane: ControlPlaneDetails, signal: AbortSignal): Promise<Stage> {
  const dir = join(plane.dir, 'demo');
  await mkdir(dir);
  const tools = clusterTools(plane);
  const options = { cwd: dir, env: { ...process.env, ...tools.environment }, signal };
  const showRun = async (name: string, program: string, args: readonly string[], typed: string) => {
    console.log(`\n$ ${name} ${typed}`);
    return runShown(program, args, options);
  };
  return {
    dir,
    tools,
    say: (text) => {
      console.log(`\n── ${text}`);
    },
    show: (command, output) => {
      console.log(`\n$ ${command}\n${output.trimEnd()}`);
    },
    kubernixos: (args) =>
      showRun('kubernixos', process.execPath, [builtTool, ...args], args.join(' ')),
    kubectl: (args) => showRun('kubectl', 'kubectl', args, args.join(' ')),
  };
}

interface ProcessOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

function runShown(
  program: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      console.log(line);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      showShortened(lines);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(lines.join('\n'));
      else reject(new Error(`The command failed: ${signal ?? `exit code ${String(code)}`}`));
    });
  });
}

// A JSON document is shown by its beginning and its end; everything else line by line.
function showShortened(lines: readonly string[]): void {
  const line = lines.at(-1) ?? '';
  const hidden = lines.length - 1 - documentLinesShown;
  if (lines[0] !== '{' || lines.length <= documentLinesShown) console.log(line);
  else if (line === '}') console.log(`\t… ${hidden} lines more, left out here\n}`);
}
