import type { ByteRange } from '../../model/boot-request.ts';

/**
 * What a header `Range` asks of so many bytes: a part, nothing that is there, or all, where it is no
 * single range. https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
export function byteRange(header: string | undefined, bytes: number): ByteRange | 'none' | 'all' {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'all';
  if (first === '') {
    const start = Math.max(bytes - Number(last), 0);
    return Number(last) === 0 || bytes === 0 ? 'none' : { start, end: bytes - 1 };
  }
  const end = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== '' && Number(last) < Number(first)) return 'all';
  return Number(first) >= bytes ? 'none' : { start: Number(first), end };
}
