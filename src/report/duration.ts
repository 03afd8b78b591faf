/** A duration in milliseconds as people write it: `1h30m`, `90ms`, `2s`. */
export function showDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${String(milliseconds)}ms`;
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const seconds = (milliseconds % 60_000) / 1000;
  const parts = [`${String(hours)}h`, `${String(minutes)}m`, `${String(seconds)}s`];
  return parts.filter((part) => !/^0\D$/.test(part)).join('');
}
