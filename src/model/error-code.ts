/** The code of an error of the system, such as `ENOENT`; null for any other. https://nodejs.org/api/errors.html#errorcode */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}
