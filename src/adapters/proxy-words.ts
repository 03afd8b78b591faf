/** Sorts what `kubectl proxy` writes to standard error. */
export interface ProxyWords {
  readonly push: (chunk: Uint8Array) => void;
  /** The proxy serves, or does not: what was held back goes to people, too. */
  readonly release: () => void;
  /** What was not told to people: kubectl's own log, and the error that it ends with. */
  readonly untold: () => string;
}

/**
 * As klog writes: `E1120 15:55:59.655881   12345 proxy_server.go:147] Error while proxying request`; and as
 * Go does: `2026/11/20 15:55:59 httputil: ReverseProxy read error during body copy: unexpected EOF`.
 */
const LOG = /^([IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [^ ]+:\d+\]|\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) /;
const START_OF_LOG = /^([IWEF](\d{0,4}|\d{4} .*)|\d{1,4}|\d{4}\/[\d/: ]*|\d{4}\/\d\d\/\d\d \d.*)$/;
const ERROR = 'error: ';

/**
 * Passes on to people what an exec plugin says, such as where to log in, as it comes, also a question
 * without a line end. The log of kubectl is left out, and a line that may be the error that kubectl
 * ends with is held back: both are in the failure then.
 */
export function proxyWords(tell: (text: string) => void): ProxyWords {
  const decoder = new TextDecoder();
  const log: string[] = [];
  let errors: string[] = [];
  let rest = '';
  /** The beginning of the last line is told already. */
  let midLine = false;
  const take = (line: string) => {
    if (!midLine && LOG.test(line)) log.push(line);
    else if (!midLine && line.startsWith(ERROR)) errors.push(line);
    else tell(line);
    midLine = false;
  };
  return {
    push(chunk) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split(/(?<=\n)/);
      rest = lines.at(-1)?.endsWith('\n') === false ? (lines.pop() ?? '') : '';
      for (const line of lines) take(line);
      if (rest === '' || (!midLine && maySortLater(rest))) return;
      tell(rest);
      rest = '';
      midLine = true;
    },
    release() {
      for (const line of errors) tell(line);
      errors = [];
    },
    untold: () => [...log.slice(-10), ...errors, midLine ? '' : rest].join(''),
  };
}

function maySortLater(start: string): boolean {
  return START_OF_LOG.test(start) || ERROR.startsWith(start) || start.startsWith(ERROR);
}
