import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { provideControlPlane } from './control-plane.mjs';
import { provideNix } from './nix.mjs';
import { provideLabPrograms } from './lab-programs.mjs';
import { provideMachinePrograms } from './machine-programs.mjs';
import { ownNode, provideNpmPackages } from './npm-packages.mjs';
import { checkout } from './paths.mjs';
import { Problem } from './problem.mjs';
import { provideShells } from './shells.mjs';
import { provideTool } from './tool.mjs';

/**
 * @typedef {object} Needs what a program needs besides the npm packages
 * @property {boolean} nix
 * @property {boolean} tool the compiled command line tool
 * @property {boolean} controlPlane
 * @property {boolean} shells those that completion is tested in, where they can be had
 * @property {boolean} lab what stand-in hosts are made of, where it can be had
 * @property {boolean} machines what boot media are made and tried with, where it can be had
 */

/** @type {Needs} */
export const nothing = {
  ...{ nix: false, tool: false, controlPlane: false },
  ...{ shells: false, lab: false, machines: false },
};

/** @type {Needs} what the tool needs in its daily work */
export const everything = { ...nothing, nix: true, tool: true, controlPlane: true };

/**
 * Provides what a program needs, runs it under the project's own Node, and ends with its exit code.
 * @param {string} program path below the checkout
 * @param {readonly string[]} args
 * @param {Needs} needs
 */
export async function launch(program, args, needs) {
  /** @type {() => void} */
  let end = () => {
    process.exit(1);
  };
  followParent(() => {
    end();
  });
  try {
    const env = await provide(needs);
    const child = start(join(checkout, program), args, env);
    end = () => {
      child.kill('SIGTERM');
    };
    process.exitCode = await endOf(child);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}

/** @param {Needs} needs */
async function provide(needs) {
  await provideNpmPackages();
  const nix = needs.nix ? [await provideNix()] : [];
  if (needs.shells) await provideShells();
  if (needs.lab) await provideLabPrograms();
  if (needs.machines) await provideMachinePrograms();
  if (needs.tool) await provideTool();
  const assets = needs.controlPlane ? { KUBEBUILDER_ASSETS: await provideControlPlane() } : {};
  // Nix goes last: where it is on PATH already, this changes nothing.
  const path = [dirname(ownNode), process.env['PATH'] ?? '', ...nix].join(delimiter);
  return { ...process.env, ...assets, PATH: path };
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function start(program, args, env) {
  const follow = join(import.meta.dirname, 'follow-parent.mjs');
  const child = spawn(ownNode, ['--import', follow, program, ...args], {
    cwd: checkout,
    env,
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // A terminal sends Ctrl-C to both of us. Whatever comes, the program ends first.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
  }
  return child;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} its exit code, or 128 and the signal's number, as in a shell
 */
function endOf(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
    });
  });
}

// A shell between npm and us would outlive npm unseen: package.json starts us with `exec`.
/** @param {() => void} end called when the process that started us is gone */
function followParent(end) {
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) end();
  }, 250).unref();
}
