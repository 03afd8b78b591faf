import { createHash } from 'node:crypto';

/**
 * A GUID in upper case that is always the same for a machine and a part of its image, and no other's.
 * Version 8 is for identifiers of one's own making: https://www.rfc-editor.org/rfc/rfc9562#section-5.8
 */
export function imageId(machine: string, part: string): string {
  const hex = createHash('sha256').update(`kubernixos\0${machine}\0${part}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
    .join('-')
    .toUpperCase();
}
