import type { ConfiguredWay } from '../ports/dialer.ts';
import { runBounded } from './bounded-run.ts';
import { explainArguments, type SshTransport } from './ssh-arguments.ts';
import { sshCommand, type SshSettings } from './ssh-command.ts';
import { sshMissing } from './ssh-missing.ts';
import { sshReason } from './ssh-reason.ts';

const BOUNDS = { timeoutMilliseconds: 30_000, mostBytes: 1024 * 1024 };

/** Asks ssh where its configuration leads to. */
export async function sshWay(
  settings: SshSettings,
  transport: SshTransport,
  signal: AbortSignal,
): Promise<ConfiguredWay> {
  const command = await sshCommand(settings, (trust) => explainArguments(transport, trust));
  const result = await runBounded(command, BOUNDS, signal);
  if (result.type === 'missing') throw sshMissing();
  if (result.type !== 'exited' || result.exitCode !== 0)
    return { type: 'unknown', reason: result.type === 'exited' ? sshReason(result.stderr) : '' };
  return readWay(result.stdout, transport.address);
}

/** Reads what `ssh -G` prints: names in lower case, a line each. */
export function readWay(text: string, alias: string): ConfiguredWay {
  const valueOf = (name: string) => new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1];
  const isProxied = ['proxyjump', 'proxycommand'].some(
    (name) => (valueOf(name) ?? 'none') !== 'none',
  );
  return {
    type: isProxied ? 'proxy' : 'direct',
    address: valueOf('hostname') ?? alias,
    port: Number(valueOf('port') ?? 22),
  };
}
