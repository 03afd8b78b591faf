/** A line of k0sctl's screen, for people. */
export interface K0sctlLine {
  readonly type: 'phase' | 'warning' | 'error' | 'detail';
  readonly text: string;
}

const RECORD = /^(?:time="[^"]*" )?level=(?<level>\w+) msg=(?<message>"(?:[^"\\]|\\.)*"|\S*)/;
/** A record quotes the character before it. */
const COLOR = /\\x1b\[[0-9;]*m/g;
const PHASE = /^==> Running phase: (?<phase>.*)$/;

/** Understands a record that k0sctl prints; null for all else, such as its emblem. */
export function readK0sctlLine(line: string): K0sctlLine | null {
  const { level = '', message = '' } = RECORD.exec(line)?.groups ?? {};
  const text = unquote(message.replace(COLOR, ''));
  if (text === '') return null;
  const phase = PHASE.exec(text)?.groups?.['phase'];
  return phase === undefined ? { type: typeOf(level), text } : { type: 'phase', text: phase };
}

function typeOf(level: string): K0sctlLine['type'] {
  if (level === 'warning') return 'warning';
  return ['error', 'fatal', 'panic'].includes(level) ? 'error' : 'detail';
}

/** As Go quotes. */
function unquote(message: string): string {
  if (!message.startsWith('"')) return message;
  return message
    .slice(1, -1)
    .replace(/\\(.)/g, (_, character: string) => ({ n: '\n', t: '\t' })[character] ?? character);
}
