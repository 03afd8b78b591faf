import { expect, test } from 'vitest';
import { writeWhole } from '../../../src/adapters/write-whole.ts';

/** Takes three bytes at a time, as a disk does that has room for no more; with a limit, refuses what is beyond. */
function fileThatTakesThree(limit = Infinity) {
  const taken: string[] = [];
  let stands = 0;
  const write = (bytes: Uint8Array, from: number, length: number, at: number | null) => {
    const place = at ?? stands;
    if (place >= limit) return Promise.reject(new Error('ENOSPC'));
    const bytesWritten = Math.min(3, length);
    taken.push(`${String(place)}:${String(bytes.subarray(from, from + bytesWritten))}`);
    stands = place + bytesWritten;
    return Promise.resolve({ bytesWritten, buffer: bytes });
  };
  return { taken, write: write as never };
}

const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7);

test.each([
  ['from an offset on', 100, ['100:1,2,3', '103:4,5,6', '106:7']],
  ['from where the file stands', null, ['0:1,2,3', '3:4,5,6', '6:7']],
] as const)('what is taken in parts is written whole %s', async (_where, at, expected) => {
  const file = fileThatTakesThree();
  await writeWhole(file, bytes, at);
  expect(file.taken).toEqual(expected);
});

test('a disk that is full after a part of it fails', async () => {
  await expect(writeWhole(fileThatTakesThree(3), bytes, 0)).rejects.toThrow('ENOSPC');
});
