import { shorten } from '../model/shorten.ts';
import { escapeUnprintable } from '../model/unprintable.ts';

/** What only follows from what was said before, and names nothing. */
const CONSEQUENCES = [
  /^kex_exchange_identification: /,
  /^Connection (?:closed|reset) by (?:remote host|UNKNOWN port \d+)/,
  /^stdio forwarding failed/,
  /^banner exchange: /,
  /^mux_client_/,
  // What ssh says of its work at a higher log level.
  /^(?:debug\d|OpenSSH_|Authenticated to |Transferred: |Bytes per second)/,
];

const LONGEST = 300;

/** Why ssh did not reach a host, of what it wrote to standard error, in one line that can be printed. */
export function sshReason(stderr: string): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => escapeUnprintable(line.trim()).replaceAll('\t', ' '))
    .filter((line) => line !== '');
  if (lines.some((line) => line.startsWith('Host key verification failed'))) return UNTRUSTED;
  const telling = lines.filter((line) => !CONSEQUENCES.some((pattern) => pattern.test(line)));
  const reason = telling.at(-1) ?? lines.at(-1) ?? 'ssh ended without a word';
  return shorten(reason.replace(/^ssh: /, ''), LONGEST);
}

const UNTRUSTED =
  'its host key is not the one that is known: where the host was set up anew, declare its new key as hostKey; else somebody is in between';
