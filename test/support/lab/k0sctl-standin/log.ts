import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Arguments } from './arguments.ts';

const levels = ['fatal', 'error', 'warning', 'info', 'debug', 'trace'] as const;

type Level = (typeof levels)[number];

/** The screen, which is standard output, and a file that always gets everything down to debug. */
export interface Log {
  readonly path: string;
  readonly fatal: (message: string) => void;
  readonly error: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly info: (message: string) => void;
  readonly debug: (message: string) => void;
}

export function openLog(
  { command, level }: Pick<Arguments, 'command' | 'level'>,
  env: Readonly<Record<string, string | undefined>>,
): Log {
  const path = logPath(env);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const append = (text: string) => {
    appendFileSync(path, text, { mode: 0o600 });
  };
  append(`time="${fileTime()}" level=info msg="###### New session ######"\n`);
  const shown = command === 'kubeconfig' && level === 'info' ? 'fatal' : level;
  const say = (of: Level) => (message: string) => {
    if (isWithin(of, 'debug')) append(`time="${fileTime()}" ${line(of, message)}`);
    if (isWithin(of, shown)) process.stdout.write(`${screenTime(shown)}${line(of, message)}`);
  };
  return {
    path,
    fatal: say('fatal'),
    error: say('error'),
    warn: say('warning'),
    info: say('info'),
    debug: say('debug'),
  };
}

/** What is wrong before there is a log goes to standard error. */
export function fatalWithoutLog(message: string): void {
  process.stderr.write(`time="${now()}" ${line('fatal', message)}`);
}

function logPath(env: Readonly<Record<string, string | undefined>>): string {
  const cache = env['XDG_CACHE_HOME'] ?? '';
  // A relative directory is ignored, and without HOME the file is below the root directory.
  const base = isAbsolute(cache) ? cache : join('/', env['HOME'] ?? '', '.cache');
  return join(base, 'k0sctl/k0sctl.log');
}

function isWithin(level: Level, limit: Level): boolean {
  return levels.indexOf(level) <= levels.indexOf(limit);
}

function line(level: Level, message: string): string {
  const plain = /^[\w\-./@^+]+$/.test(message);
  return `level=${level} msg=${plain ? message : JSON.stringify(message)}\n`;
}

function screenTime(shown: Level): string {
  return isWithin('debug', shown) ? `time="${now()}" ` : '';
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+/, '');
}

function fileTime(): string {
  const [, day, month, year, clock] =
    /(\d\d) (\w{3}) \d\d(\d\d) (\d\d:\d\d)/.exec(new Date().toUTCString()) ?? [];
  return `${day ?? ''} ${month ?? ''} ${year ?? ''} ${clock ?? ''} UTC`;
}
