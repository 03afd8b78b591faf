import type { Dialed, PingTarget } from '../model/ping.ts';
import type { Dialer } from '../ports/dialer.ts';
import { dialBySsh } from './dial-by-ssh.ts';
import { dialSocket } from './dial-socket.ts';
import { resolveName } from './resolve-name.ts';
import { forwardArguments, sshArguments } from './ssh-arguments.ts';
import { sshCommand, type SshSettings } from './ssh-command.ts';
import { sshWay } from './ssh-way.ts';

/** Dials by the system's network and, where hosts are behind others, its ssh. */
export function createDialer(settings: SshSettings): Dialer {
  const { connectMilliseconds } = settings;
  return {
    resolve: (name, signal) => resolveName(name, connectMilliseconds, signal),
    configuredWay: (transport, signal) => sshWay(settings, transport, signal),
    dial: (target, address, signal) => {
      switch (target.way.type) {
        case 'direct':
          return dialSocket(target, address, connectMilliseconds, signal);
        case 'bastion':
          return dialThrough(settings, { ...target, way: target.way }, signal);
        case 'login':
          return logIn(settings, target, signal);
      }
    },
  };
}

/** The answer of an open connection is only in what ssh says at this level. */
const TELLING = ['-o', 'LogLevel=DEBUG2'];

async function dialThrough(
  settings: SshSettings,
  target: PingTarget & { readonly way: Extract<PingTarget['way'], { readonly type: 'bastion' }> },
  signal: AbortSignal,
): Promise<Dialed> {
  const { address, expects, way } = target;
  const command = await sshCommand(settings, (trust) => [
    ...TELLING,
    ...forwardArguments(way.bastion, target, trust),
  ]);
  const { address: bastion } = way.bastion;
  const timeoutMilliseconds = settings.connectMilliseconds;
  return dialBySsh({ command, address, expects, bastion, timeoutMilliseconds }, signal);
}

async function logIn(
  settings: SshSettings,
  { address, expects, host: { transport } }: PingTarget,
  signal: AbortSignal,
): Promise<Dialed> {
  if (expects === 'connection' || transport.type !== 'openSSH') return { ...UNTRIED, address };
  const command = await sshCommand(settings, (trust) => sshArguments(transport, trust, 'exit 0'));
  const timeoutMilliseconds = settings.connectMilliseconds;
  const attempt = { command, address, expects: 'success', bastion: null } as const;
  return dialBySsh({ ...attempt, timeoutMilliseconds }, signal);
}

const UNTRIED = {
  type: 'lost',
  reason: 'only ssh knows the way, by a proxy of its configuration; declare it as ssh.bastion',
} as const;
