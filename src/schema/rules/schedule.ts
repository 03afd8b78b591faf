/**
 * What is wrong with the schedule of a CronJob; null where nothing is.
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function scheduleFault(text: string): string | null {
  if (text.startsWith('@'))
    return WORDS.includes(text) || /^@every \d\S*$/.test(text)
      ? null
      : 'is no schedule: there is no such word.';
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length)
    return `is no schedule: it has ${String(parts.length)} fields, and needs 5: minute, hour, day of the month, month, day of the week.`;
  const wrong = FIELDS.find((field, index) => !isFit(parts[index] ?? '', field));
  return wrong === undefined ? null : `is no schedule: its ${wrong.name} is none.`;
}

const WORDS: readonly string[] = [
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
];

interface ScheduleField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names of the values from `least` on. */
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly ScheduleField[] = [
  { name: 'minute', least: 0, most: 59, names: [] },
  { name: 'hour', least: 0, most: 23, names: [] },
  { name: 'day of the month', least: 1, most: 31, names: [] },
  { name: 'month', least: 1, most: 12, names: MONTHS },
  { name: 'day of the week', least: 0, most: 6, names: DAYS },
];

/** A list of values, ranges and steps. */
function isFit(text: string, field: ScheduleField): boolean {
  return text.split(',').every((part) => {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [first, last = first, ...more] = range.split('-');
    if (range === '' || more.length > 0 || Number(step ?? 1) === 0) return false;
    if (range === '*' || range === '?') return true;
    const [from, to] = [valueOf(first ?? '', field), valueOf(last ?? '', field)];
    return from !== null && to !== null && from >= field.least && to <= field.most && from <= to;
  });
}

function valueOf(text: string, { least, names }: ScheduleField): number | null {
  const index = names.indexOf(text.toLowerCase());
  if (index >= 0) return least + index;
  return /^\d+$/.test(text) ? Number(text) : null;
}
