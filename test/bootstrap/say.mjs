const redrawEvery = 1_000;
const repeatEvery = 20_000;

/**
 * Tells on standard error what is being done; standard output belongs to the program that follows.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Says what is being done while `action` runs, with the time it has taken: on a terminal in one
 * line that is drawn again every second, elsewhere in a line every 20 seconds.
 * @template T
 * @param {string} what such as "Building the control plane"
 * @param {(tell: (detail: string) => void) => Promise<T>} action calls `tell` with how far it is
 * @returns {Promise<T>}
 */
export async function sayWhile(what, action) {
  const { isTTY } = process.stderr;
  const begin = performance.now();
  let detail = '';
  const line = () => `${what}: ${[elapsedSince(begin), detail].filter(Boolean).join(', ')}`;
  const draw = () => {
    if (isTTY) process.stderr.write(`\r\u001b[K${line()}`);
    else say(line());
  };
  say(`${what} …`);
  const timer = setInterval(draw, isTTY ? redrawEvery : repeatEvery);
  try {
    const result = await action((text) => (detail = text));
    clearInterval(timer);
    if (isTTY) process.stderr.write('\r\u001b[K');
    say(`${what}: done in ${elapsedSince(begin)}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

/** @param {number} begin */
function elapsedSince(begin) {
  const seconds = Math.round((performance.now() - begin) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
