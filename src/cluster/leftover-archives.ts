import { shellQuote } from '../model/shell-quote.ts';
import type { ShellResult } from '../ports/host-shell.ts';

/**
 * A script that names the archives of k0s in temporary directories of a host, a line each, and changes
 * nothing. k0sctl makes each in a directory of its own below that for temporary files, and leaves it
 * there where it stops halfway: the keys of the cluster's authority are in it.
 */
export const FIND_ARCHIVES = `
for directory in "\${TMPDIR:-/tmp}" /tmp; do
  for file in "$directory"/*/k0s_backup*.tar.gz; do
    if [ -f "$file" ] && [ ! -L "$file" ]; then printf '%s\\n' "$file"; fi
  done
done
echo end
`;

/** The archives that the script found; null where it did not run to its end. */
export function readArchives(result: ShellResult): readonly string[] | null {
  if (result.type !== 'ran') return null;
  const lines = result.stdout.split('\n').filter((line) => line !== '');
  if (lines.at(-1) !== 'end') return null;
  return [...new Set(lines.slice(0, -1).filter((line) => ARCHIVE.test(line)))];
}

/** Nothing else is ever removed. */
const ARCHIVE = /^\/(?:[\w.-]+\/)*[\w.-]+\/k0s_backup[\w.:+-]*\.tar\.gz$/;

/** A script that removes archives, and their directories where nothing else is in them. */
export function removeArchives(files: readonly string[]): string {
  return files
    .map((file) => {
      const directory = file.slice(0, file.lastIndexOf('/'));
      return `rm -f -- ${shellQuote(file)}\nrmdir -- ${shellQuote(directory)} 2>/dev/null\n`;
    })
    .join('')
    .concat('true\n');
}
