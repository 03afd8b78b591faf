import { expect, test } from 'vitest';
import {
  type StickContents,
  writeContents,
} from '../../../../src/adapters/flash/write-contents.ts';
import type { StickState } from '../../../../src/ports/stick-writer.ts';

const MEBIBYTE = 1024 ** 2;
const SPARE = 33 * 512;

const CONTENTS: StickContents = {
  image: { bytes: 2 * MEBIBYTE, fill: (buffer) => Promise.resolve(buffer.fill('i').length) },
  table: { first: Buffer.alloc(34 * 512, 't'), last: Buffer.alloc(SPARE, 's') },
  device: { bytes: 4 * MEBIBYTE },
};

/** What happens to a stick, in words: an offset and the letter that is written there. */
async function write(contents: StickContents, signal = AbortSignal.any([])) {
  const log: string[] = [];
  const stick = {
    write: (bytes: Uint8Array, at: number) => {
      log.push(`${String(at)} ${bytes[0] === 0 ? '0' : String.fromCodePoint(bytes[0] ?? 0)}`);
      return Promise.resolve();
    },
    sync: () => Promise.resolve(void log.push('sync')),
  };
  const reached = (state: StickState) => void log.push(state);
  const error: unknown = await writeContents(
    contents,
    stick,
    { progress: () => undefined, reached },
    signal,
  ).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { log, error };
}

test('a stick loses its old tables before it gets anything, and has new ones last', async () => {
  const spare = String(4 * MEBIBYTE - SPARE);
  const { log } = await write(CONTENTS);
  expect(log).toEqual([
    ...['begun', '0 0', `${spare} 0`, 'sync'],
    ...[`${String(MEBIBYTE)} i`, 'sync'],
    ...['written', `${spare} s`, '0 t', 'sync'],
  ]);
});

test('an image that becomes shorter meanwhile is not written as a whole', async () => {
  const image = { ...CONTENTS.image, fill: () => Promise.resolve(7) };
  const { log, error } = await write({ ...CONTENTS, image });
  expect(String(error)).toContain('the image cannot be read: it has become shorter meanwhile');
  expect(log).not.toContain('written');
});

test('whoever gives up has no table on the stick', async () => {
  const { log } = await write(CONTENTS, AbortSignal.abort());
  expect(log.at(-1)).toBe('sync');
  expect(log).not.toContain('written');
});
