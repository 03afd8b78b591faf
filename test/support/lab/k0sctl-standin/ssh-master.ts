import { spawn } from 'node:child_process';
import { FinalError } from './final-error.ts';

/**
 * Starts the ssh that holds a connection open for others, and waits until it does. Gives what closes it.
 * It ends with us, however we end, since our end of a pipe to the host closes then; its directory goes too.
 * @param dir of its socket
 */
export async function openMaster(
  dir: string,
  args: readonly string[],
  stop: AbortSignal,
): Promise<() => void> {
  const ssh = ['ssh', '-o', 'ControlMaster=yes', ...args, 'echo connected; exec cat >/dev/null'];
  const master = spawn('sh', ['-c', '"$@"; code=$?; rm -rf "$0"; exit "$code"', dir, ...ssh], {
    // A terminal's Ctrl-C is for us, not for the connection.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const close = () => {
    master.stdin.end();
    if (master.exitCode === null && master.pid !== undefined) kill(-master.pid);
  };
  // What a run was stopped for must not break the commands of its clean-up: only connecting ends then.
  stop.addEventListener('abort', close);
  if (stop.aborted) close();
  master.stdin.on('error', () => undefined);
  try {
    await new Promise<void>((resolve, reject) => {
      let said = '';
      master.stderr.on('data', (chunk) => (said += String(chunk)));
      master.stdout.once('data', () => {
        resolve();
      });
      master.once('error', reject).once('close', () => {
        reject(refusal(said));
      });
    });
  } finally {
    stop.removeEventListener('abort', close);
  }
  return close;
}

function kill(group: number): void {
  try {
    process.kill(group, 'SIGTERM');
  } catch {
    // It has ended meanwhile.
  }
}

function refusal(said: string): Error {
  if (said.includes('HOST IDENTIFICATION HAS CHANGED'))
    return new FinalError('ssh: handshake failed: host key mismatch: knownhosts: key mismatch');
  if (said.includes('Host key verification failed'))
    return new FinalError(`host key verification failed: ${said.trim()}`);
  if (/Identity file .* not accessible|no such identity/.test(said))
    return new FinalError(said.trim());
  return new Error(`ssh dial: ${said.trim()}`);
}
