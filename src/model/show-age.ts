const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** An age for people, such as `3 days`; what is less than a minute is `0 minutes`. */
export function showAge(milliseconds: number): string {
  const [size, unit] =
    milliseconds >= 2 * DAY
      ? [DAY, 'days']
      : milliseconds >= 2 * HOUR
        ? [HOUR, 'hours']
        : [MINUTE, 'minutes'];
  return `${String(Math.floor(Math.max(0, milliseconds) / size))} ${unit}`;
}
