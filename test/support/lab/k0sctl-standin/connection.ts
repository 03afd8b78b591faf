import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostConfig } from './config.ts';
import { quote } from './quote.ts';
import { sshOptions, sshTarget } from './ssh-options.ts';

export interface Result {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** An open way to a host. */
export interface Connection {
  readonly run: (script: string, input?: string | Buffer) => Promise<Result>;
  readonly close: () => void;
}

/** Thrown where trying again is of no use. */
export class FinalError extends Error {}

/** Opens one ssh connection that all commands share; rejects with what ssh said, or when stopped. */
export async function connect(config: HostConfig, stop: AbortSignal): Promise<Connection> {
  if (config.winRM !== undefined) throw new FinalError('this stand-in does not speak WinRM');
  const ssh = config.ssh ?? config.openSSH;
  if (ssh === undefined)
    return { run: (script, input) => collect('sh', ['-c', script], input), close: () => undefined };
  const dir = mkdtempSync(join(tmpdir(), 'k0sctl-ssh-'));
  const socket = join(dir, 'socket');
  const shared = [...sshOptions(ssh), '-o', `ControlPath=${socket}`];
  // The master ends when the pipe to its `cat` does, so it never outlives us.
  const command = [sshTarget(ssh), 'echo connected; exec cat >/dev/null'];
  const master = spawn('ssh', [...shared, '-o', 'ControlMaster=yes', ...command], {
    // A terminal's Ctrl-C is for us, not for the connection.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: stop,
  });
  const close = () => {
    master.kill();
    rmSync(dir, { recursive: true, force: true });
  };
  process.once('exit', close);
  master.stdin.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    let said = '';
    master.stderr.on('data', (chunk) => (said += String(chunk)));
    master.stdout.once('data', () => {
      resolve();
    });
    master.once('error', reject).once('close', () => {
      reject(refusal(said));
    });
  }).catch((error: unknown) => {
    close();
    throw error;
  });
  master.on('error', () => undefined);
  return {
    run: (script, input) =>
      collect('ssh', [...shared, sshTarget(ssh), `/bin/sh -c -- ${quote(script)}`], input),
    close,
  };
}

function refusal(said: string): Error {
  if (/HOST IDENTIFICATION HAS CHANGED|Host key verification failed/.test(said))
    return new FinalError('ssh: handshake failed: host key mismatch: knownhosts: key mismatch');
  if (/Identity file .* not accessible|no such identity/.test(said))
    return new FinalError(said.trim());
  return new Error(`ssh dial: ${said.trim()}`);
}

function collect(
  program: string,
  args: readonly string[],
  input?: string | Buffer,
): Promise<Result> {
  const child = spawn(program, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  child.stdin.on('error', () => undefined).end(input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      resolve({ code: code ?? 255, stdout: Buffer.concat(chunks), stderr });
    });
  });
}
