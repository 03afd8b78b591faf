#!/usr/bin/env node
// Nothing is imported statically, so that an old Node gets as far as the version check.

/** The oldest Node that the dependencies work with. */
const NEEDED = [22, 19] as const;

/** As shells count an end by SIGPIPE. */
const BROKEN_PIPE = 141;

process.exitCode = isOldNode() ? await runUnderOwnNode() : await runHere();

function isOldNode(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1]);
}

async function runHere(): Promise<number> {
  const { main } = await import('./cli/main.ts');
  const interruption = new AbortController();
  const stop = (reason: string) => {
    if (!interruption.signal.aborted) interruption.abort(reason);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(name, () => {
      stop(name);
    });
  // A reader that has gone, as in `kubernixos dump | head`, ends the run. It may be noticed after its end.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      const isGone = error.code === 'EPIPE';
      if (!isGone && stream === process.stdout)
        process.stderr.write(`error: standard output cannot be written: ${error.message}\n`);
      process.exitCode = isGone ? BROKEN_PIPE : 1;
      stop(isGone ? 'SIGPIPE' : 'unwritable');
    });
  if (process.channel) {
    // The process that started us for its newer Node has gone.
    process.once('disconnect', () => {
      stop('SIGTERM');
    });
    process.on('message', (message) => {
      if (message === 'SIGINT') stop(message);
    });
    process.channel.unref();
  }
  const exitCode = await main({
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interruption.signal,
  });
  return process.exitCode === undefined ? exitCode : Number(process.exitCode);
}

/** Runs the same command under the Node that the package brings along as a development dependency. */
async function runUnderOwnNode(): Promise<number> {
  const node = await findOwnNode();
  if (node === null) {
    process.stderr.write(
      `error: kubernixos needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node} (${process.execPath}): put a newer one before it in PATH, https://nodejs.org/en/download\n`,
    );
    return 1;
  }
  const { spawn } = await import('node:child_process');
  const { constants } = await import('node:os');
  const child = spawn(node, process.argv.slice(1), {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // No signal: a terminal sends it to the child as well, and a second one would end it at once.
  process.on('SIGINT', () => child.connected && child.send('SIGINT'));
  for (const name of ['SIGTERM', 'SIGHUP'] as const) process.on(name, () => child.kill(name));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

async function findOwnNode(): Promise<string | null> {
  const { createRequire } = await import('node:module');
  const { existsSync } = await import('node:fs');
  const path = await import('node:path');
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json');
    const node = path.join(path.dirname(manifest), 'bin', 'node');
    return existsSync(node) ? node : null;
  } catch {
    return null;
  }
}
