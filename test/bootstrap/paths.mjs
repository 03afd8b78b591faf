import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The checkout that this file is in. */
export const checkout = realpathSync(join(import.meta.dirname, '../..'));

/** Where what outlives a checkout is kept; by the XDG base directory specification. */
export function cacheDirectory() {
  const base = process.env['XDG_CACHE_HOME'] ?? '';
  return join(isAbsolute(base) ? base : join(homedir(), '.cache'), 'kubernixos');
}

/** A short name for this checkout that no other checkout of the machine has. */
export function checkoutName() {
  return createHash('sha256').update(checkout).digest('hex').slice(0, 16);
}
