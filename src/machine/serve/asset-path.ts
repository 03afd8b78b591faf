const PREFIX = '/assets/';

/** The file that a path means, below the directory of assets; null for what could lead elsewhere. */
export function assetPath(pathname: string): string | null {
  if (!pathname.startsWith(PREFIX)) return null;
  const segments = pathname.slice(PREFIX.length).split('/').map(decoded);
  return segments.every((segment) => segment !== null && NAME.test(segment))
    ? segments.join('/')
    : null;
}

/** No hidden file, no separator in disguise, nothing that is not printed. */
const NAME = /^[\w@+=,-][\w@+=,.~ -]*$/;

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
