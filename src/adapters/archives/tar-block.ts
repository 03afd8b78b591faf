/** The unit of a tar, in bytes. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
export const BLOCK = 512;

/** The bytes of all blocks that so many bytes take. */
export function toBlocks(bytes: number): number {
  return Math.ceil(bytes / BLOCK) * BLOCK;
}
