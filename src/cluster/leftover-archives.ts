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
    [ -f "$file" ] && [ ! -L "$file" ] || continue
    [ ! -L "\${file%/*}" ] && [ "$(stat -c %a "\${file%/*}")" = 700 ] && printf '%s\\n' "$file"
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

/** Nothing else is ever removed than what lies in a directory as `mktemp` makes it. */
const ARCHIVE = /^\/(?:[\w.-]+\/)*(?:tmp\.\w{10}|\w{6})\/k0s_backup[\w.:+-]*\.tar\.gz$/;

/**
 * A script that removes archives, and their directories where nothing else is in them. It names those
 * that are still there, as `readArchives` takes it.
 */
export function removeArchives(files: readonly string[]): string {
  return files
    .map((file) => {
      const directory = file.slice(0, file.lastIndexOf('/'));
      const [quoted, inside] = [shellQuote(file), shellQuote(directory)];
      return `if [ ! -L ${inside} ] && [ "$(stat -c %a ${inside})" = 700 ]; then rm -f -- ${quoted}; rmdir -- ${inside} 2>/dev/null; fi
if [ -e ${quoted} ]; then printf '%s\\n' ${quoted}; fi
`;
    })
    .join('')
    .concat('echo end\n');
}

/** What a person runs on the host to see archives, and to remove them. */
export function handRemoval(files: readonly string[]): string {
  const quoted = files.map(shellQuote).join(' ');
  return `ls -l ${quoted}; rm -- ${quoted}`;
}
