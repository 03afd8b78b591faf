import type { Host } from './host.ts';
import type { Result } from './collect.ts';
import { quote } from './quote.ts';

/** Runs a script on a host, whatever comes of it. */
export function attempt(host: Host, script: string, input?: string | Buffer): Promise<Result> {
  if (host.connection === undefined) throw new Error(`${host.title}: not connected`);
  return host.connection.run(script, input);
}

/** Runs a script on a host and gives what it printed, without the last line's end; throws where it fails. */
export async function execute(
  host: Host,
  script: string,
  input?: string | Buffer,
): Promise<string> {
  const result = await attempt(host, script, input);
  if (result.code !== 0) throw new Error(`command result: ${failureOf(result)}`);
  return result.stdout.toString().trim();
}

export async function succeeds(host: Host, script: string): Promise<boolean> {
  return (await attempt(host, script)).code === 0;
}

/** How a command ended, in k0sctl's words. */
export function failureOf({ code, stderr }: Result): string {
  return `process finished with error: Process exited with status ${code} (${stderr.trim()})`;
}

export async function writeRemote(
  host: Host,
  path: string,
  content: string | Buffer,
  mode = '0600',
): Promise<void> {
  const file = quote(path);
  const script = `umask 077; mkdir -p "$(dirname ${file})" && cat >${file} && chmod ${mode} ${file}`;
  await execute(host, script, content);
}
