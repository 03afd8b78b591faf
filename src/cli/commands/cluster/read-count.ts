import { Failure } from '../../../model/failure.ts';

const DEFAULT = 3;
const MOST = 1000;

/** How many attempts `--count` asks for. Throws a `Failure` for what is no such number. */
export function readCount(text: string | null): number {
  if (text === null) return DEFAULT;
  const count = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : MOST + 1;
  if (count <= MOST) return count;
  throw new Failure({
    code: 'bad-count',
    message: `--count is a number of attempts from 1 to ${String(MOST)}, and ${JSON.stringify(text)} is none`,
    hint: 'Write --count=10.',
  });
}
