import type { Dialed } from '../model/ping.ts';
import { greets } from './dial-socket.ts';
import { systemClock } from './clock.ts';
import { sshMissing } from './ssh-missing.ts';
import { sshReason } from './ssh-reason.ts';
import { runSupervised } from './supervise.ts';
import type { SupervisedCommand } from './supervised-command.ts';

/** What ssh is to be run with, and what of it counts as an answer. */
export interface SshAttempt {
  readonly command: SupervisedCommand;
  readonly address: string;
  /** A greeting or a connection at the other end, or that the command succeeds. */
  readonly expects: 'greeting' | 'connection' | 'success';
  /** The address of the bastion; null where there is none. */
  readonly bastion: string | null;
  readonly timeoutMilliseconds: number;
}

/** Only this much is needed of what ssh says. */
const MOST_CHARACTERS = 65_536;

/** Tries a port by ssh, which is ended as soon as that has answered. */
export async function dialBySsh(attempt: SshAttempt, signal: AbortSignal): Promise<Dialed> {
  const { address, expects, timeoutMilliseconds } = attempt;
  const start = systemClock.now();
  const late = systemClock.timeout(timeoutMilliseconds);
  const answered = new AbortController();
  let said = '';
  let heard = '';
  const command: SupervisedCommand = {
    ...attempt.command,
    graceSeconds: 1,
    onStderr: (chunk) => {
      said = `${said}${Buffer.from(chunk).toString('latin1')}`.slice(-MOST_CHARACTERS);
      if (expects === 'connection' && OPENED.test(said)) answered.abort();
    },
    onStdout: (chunk) => {
      heard = `${heard}${Buffer.from(chunk).toString('latin1')}`.slice(0, MOST_CHARACTERS);
      if (expects === 'greeting' && greets(heard)) answered.abort();
    },
  };
  const ends = AbortSignal.any([signal, late, answered.signal]);
  const exitCode = await runSupervised(command, ends).then(
    (result) => {
      if (result.type === 'missing') throw sshMissing();
      return result.exitCode;
    },
    (error: unknown) => {
      signal.throwIfAborted();
      if (!ends.aborted) throw error;
      return null;
    },
  );
  const isAnswer = answered.signal.aborted || (expects === 'success' && exitCode === 0);
  if (isAnswer) return { type: 'answered', address, milliseconds: systemClock.now() - start };
  return { type: 'lost', address, reason: lossReason(said, exitCode === null, attempt) };
}

/** As ssh says at the level DEBUG2 that the other side has opened the connection. */
const OPENED = /channel \d+: open confirm/;

const REFUSED = /channel \d+: open failed: (?:connect failed: )?([^\r\n]*)/;

/** Tells a bastion that cannot be reached from a host that the bastion cannot reach. */
function lossReason(said: string, isLate: boolean, attempt: SshAttempt): string {
  const { bastion, timeoutMilliseconds } = attempt;
  const refusal = REFUSED.exec(said)?.[1];
  if (bastion !== null && refusal !== undefined)
    return `the bastion ${bastion} cannot reach it: ${sshReason(refusal)}`;
  const silence = `no answer within ${String(timeoutMilliseconds / 1000)} seconds`;
  if (bastion === null) return isLate ? silence : sshReason(said);
  if (said.includes('Authenticated to '))
    return `by the bastion ${bastion}: ${isLate ? silence : 'no answer'}`;
  return `the bastion ${bastion} is not reached: ${isLate ? silence : sshReason(said)}`;
}
