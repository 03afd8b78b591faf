import type { ImportStory } from '../ports/import-story.ts';
import type { Output } from '../ports/output.ts';
import { activityLine } from '../report/activity.ts';
import { count } from '../report/count.ts';
import { defaultsLines, leftOutLines, secretsWarning, sourceLine } from '../report/import.ts';
import { gapLines } from '../report/plan.ts';
import { printable, printableLine } from '../report/printable.ts';
import type { Style } from '../report/style.ts';

/** Tells an import on standard error: standard output may be the module. */
export function importStory({ story, status }: Output, style: Style): ImportStory {
  const warn = (text: string) => {
    story(`${style('yellow', 'warning:')} ${printable(text)}`);
  };
  const tell = (lines: readonly string[]) => {
    for (const line of lines) story(printableLine(line));
  };
  return {
    connected: (address, namespace) => {
      tell([sourceLine(address, namespace)]);
    },
    unseen: (gaps) => {
      warn('objects of these types could not be listed, and are missing:');
      tell(gapLines(gaps).map((line) => `  ${line}`));
    },
    leftOut: (objects) => {
      tell(leftOutLines(objects));
    },
    defaultsKept: (objects) => {
      warn('the server did not tell its defaults, so these stay as it holds them:');
      tell(defaultsLines(objects).map((line) => `  ${line}`));
    },
    secrets: (manifests) => {
      warn(secretsWarning(manifests));
    },
    imported: (manifests, file) => {
      tell([`${count(manifests, 'manifest')}${file === null ? '' : ` in ${file}`}`]);
    },
    progress: (activity) => {
      status(activity === null ? null : () => printableLine(activityLine(activity)));
    },
  };
}
