/** https://www.rfc-editor.org/rfc/rfc3339, as Go's types read it. */
export function isTime(text: string): boolean {
  const [, date = '', hour = '', minute = '', second = '', zone = ''] = TIME.exec(text) ?? [];
  return isDate(date) && hour <= '23' && minute <= '59' && second <= '59' && zone <= '24';
}

const TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|[+-](\d{2}):\d{2})$/;

/** With microseconds, all of them. */
export function isMicroTime(text: string): boolean {
  return isTime(text) && /:\d{2}\.\d{6}(?:Z|[+-])/.test(text);
}

/** The same as custom resources have it: letters may be small. */
export function isLenientTime(text: string): boolean {
  return isTime(text.toUpperCase());
}

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  // A day that its month does not have becomes one of the next.
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}

/** `1h30m`, or words, as in `2 days`. */
export function isDuration(text: string): boolean {
  if (text === '0' || GO.test(text)) return true;
  const parts = [...text.matchAll(/\d+\s*([A-Za-zµ]+)/g)];
  return parts.some(([, unit = '']) => UNIT.test(unit));
}

const GO = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;

const UNIT = /^(?:(?:ns|us|µs|ms|s|m|h|hr|d|w|wk)$|nano|micro|milli|sec|min|hour|day|week)/i;
