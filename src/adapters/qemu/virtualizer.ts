import { stripVTControlCharacters } from 'node:util';
import { Failure } from '../../model/failure.ts';
import type { Expectation, VirtualEnd, Virtualizer } from '../../ports/virtual-machine.ts';
import { systemClock } from '../clock.ts';
import { type GuardedDirectory, makeGuardedDirectory } from '../guarded-directory.ts';
import { runSupervised } from '../supervise.ts';
import { copyFirmware } from './firmware.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const PROGRAM = 'qemu-system-x86_64';

/** By qemu. What it is told of the environment is the way to a screen, and nothing else. */
export function virtualizer(
  env: Variables,
  cwd: string,
  {
    ovmf,
    console,
  }: { readonly ovmf: string | null; readonly console: (chunk: Uint8Array) => void },
): Virtualizer {
  let directory: GuardedDirectory | null = null;
  return {
    async prepareEfi() {
      directory ??= await makeGuardedDirectory(env, 'kubernixos-qemu-');
      return copyFirmware(directory.path, ovmf, cwd);
    },
    run: (args, expectation, hear, signal) =>
      expectation === null
        ? runByHand(args, { env, cwd, console }, signal)
        : runUntil(args, expectation, { env, cwd, hear }, signal),
    async dispose() {
      await directory?.remove();
    },
  };
}

async function runByHand(
  args: readonly string[],
  { env, cwd, console }: { env: Variables; cwd: string; console: (chunk: Uint8Array) => void },
  signal: AbortSignal,
): Promise<VirtualEnd> {
  const command = { command: PROGRAM, args, env: screenOf(env), cwd, stdin: 'inherit' } as const;
  return endOf(await runSupervised({ ...command, onStdout: console }, signal));
}

async function runUntil(
  args: readonly string[],
  { text, milliseconds }: Expectation,
  { env, cwd, hear }: { env: Variables; cwd: string; hear: (line: string) => void },
  signal: AbortSignal,
): Promise<VirtualEnd> {
  const [said, late] = [new AbortController(), systemClock.timeout(milliseconds)];
  const decoder = new TextDecoder();
  let rest = '';
  const onStdout = (chunk: Uint8Array) => {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r*\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) hear(plain(line));
    if ([...lines, rest].some((line) => plain(line).includes(text))) said.abort();
  };
  try {
    const command = { command: PROGRAM, args, env: screenOf(env), cwd, onStdout };
    return endOf(await runSupervised(command, AbortSignal.any([signal, late, said.signal])));
  } catch (error) {
    signal.throwIfAborted();
    if (said.signal.aborted) return { type: 'said' };
    if (late.aborted) return { type: 'late' };
    throw error;
  }
}

/** Firmware draws on its serial line as on a screen. */
function plain(line: string): string {
  return stripVTControlCharacters(line).replaceAll('\r', '');
}

function endOf(result: Awaited<ReturnType<typeof runSupervised>>): VirtualEnd {
  if (result.type === 'missing') throw missing();
  if (result.exitCode === 0) return { type: 'off' };
  const said = new TextDecoder().decode(result.stderr).trim().split('\n').slice(-3).join('; ');
  const end =
    result.signal === null
      ? `it ended with ${String(result.exitCode)}`
      : `it was ended by ${result.signal}`;
  return { type: 'failed', reason: said || end };
}

function screenOf(env: Variables): Variables {
  const names = [
    'PATH',
    'HOME',
    'TMPDIR',
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'XAUTHORITY',
    'XDG_RUNTIME_DIR',
  ];
  return Object.fromEntries(names.map((name) => [name, env[name]]));
}

function missing(): Failure {
  return new Failure({
    code: 'program-missing',
    message: `machines are tried in ${PROGRAM}, which is not installed`,
    hint: "Install it; Debian's packages are qemu-system-x86 and, for UEFI, ovmf.",
  });
}
