/** Whether a time zone is known by this very name; names of zones have capitals. */
export function isTimeZone(name: string): boolean {
  if (name === '' || name === name.toLowerCase() || /^local$/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
