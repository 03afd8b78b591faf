import { nameParts, toTime } from './backup-name.ts';

/** A name for another copy of a backup: that of the first second after it that no backup is named by. */
export function nextName(name: string, taken: ReadonlySet<string>): string {
  const time = nameParts(name)?.time;
  if (time === undefined) throw new Error(`${name} is no name of a backup`);
  const next = toTime(Date.parse(time) + 1000);
  const candidate = withTime(name, next);
  return taken.has(candidate) ? nextName(candidate, taken) : candidate;
}

function withTime(name: string, time: string): string {
  return `${name.slice(0, name.lastIndexOf('_'))}_${time.replaceAll(/[-:]/g, '')}`;
}
