const DAY = 86_400_000;

/** The day of a moment in UTC, as a text that no other day has. */
export function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The month of a moment in UTC. */
export function monthOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 7);
}

/**
 * The week of a moment in UTC, as ISO 8601 counts: from Monday, and of the year that its Thursday is in.
 */
export function weekOf(milliseconds: number): string {
  const weekday = (new Date(milliseconds).getUTCDay() + 6) % 7; // 0 on Monday.
  const thursday = new Date(milliseconds + (3 - weekday) * DAY);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - newYear) / DAY / 7) + 1;
  return `${String(thursday.getUTCFullYear())}-W${String(week).padStart(2, '0')}`;
}
