/** The time until which the server must have answered. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Gives it so much time from now, the first time that it is called. */
  readonly extend: (milliseconds: number) => void;
  readonly end: () => void;
  readonly ended: () => boolean;
  /** As it stands in a message. */
  readonly seconds: () => string;
}

/** Starts it: `ready` milliseconds from now. */
export function startDeadline(ready: number): Deadline {
  const controller = new AbortController();
  const start = (milliseconds: number) =>
    setTimeout(() => {
      controller.abort();
    }, milliseconds);
  let [timer, given, ended] = [start(ready), ready, false];
  return {
    signal: controller.signal,
    extend(milliseconds) {
      if (given !== ready) return;
      clearTimeout(timer);
      [timer, given] = [start(milliseconds), milliseconds];
    },
    end() {
      clearTimeout(timer);
      ended = true;
    },
    ended: () => ended,
    seconds: () => String(given / 1000),
  };
}
