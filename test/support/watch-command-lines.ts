import { readdirSync, readFileSync } from 'node:fs';

/**
 * Reads the command lines of all processes of this machine, over and over. There is no event to wait for: a
 * process that lives shorter than the pause between two looks can be missed, so that whoever watches also
 * expects lines that must have been seen.
 */
export function watchCommandLines(): { readonly stop: () => Promise<readonly string[]> } {
  const seen = new Set<string>();
  const end = new AbortController();
  const watching = (async () => {
    while (!end.signal.aborted) {
      for (const line of commandLines()) seen.add(line);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    async stop() {
      end.abort();
      await watching;
      return [...seen];
    },
  };
}

function commandLines(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
      } catch {
        return []; // It has ended meanwhile.
      }
    });
}
