import { archiveDamaged } from './damaged.ts';

/** The name of a file in a tar, without a leading `./` or a slash at its end. Throws a `Failure`. */
export function entryName(name: string): string {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (name.startsWith('/')) throw archiveDamaged(`it holds a file of an absolute name, ${name}`);
  if (parts.includes('..')) throw archiveDamaged(`it holds a file that leads out of it, ${name}`);
  return parts.join('/');
}
