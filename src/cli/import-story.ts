import type { ImportStory } from '../ports/import-story.ts';
import { leftOutLines, secretsWarning } from '../report/import.ts';
import { count } from '../report/count.ts';
import { printable, printableLine } from '../report/printable.ts';
import type { Style } from '../report/style.ts';

/** Tells an import on standard error. */
export function importStory(line: (text: string) => void, style: Style): ImportStory {
  const warn = (text: string) => {
    line(`${style('yellow', 'warning:')} ${printable(text)}`);
  };
  return {
    warn,
    secrets: (manifests) => {
      warn(secretsWarning(manifests));
    },
    leftOut: (objects) => {
      for (const text of leftOutLines(objects)) line(printableLine(text));
    },
    imported: (manifests, file) => {
      const where = file === null ? '' : ` in ${file}`;
      line(printableLine(`${count(manifests, 'manifest')}${where}`));
    },
  };
}
