/** The text that a data URL holds; null where it holds none, or is no data URL. */
export function decodeDataUrl(url: string): string | null {
  const [, head = '', body = ''] = /^data:([^,]*),(.*)$/s.exec(url) ?? [];
  if (!url.startsWith('data:')) return null;
  try {
    return head.endsWith(';base64') ? fromBase64(body) : decodeURIComponent(body);
  } catch {
    return null;
  }
}

function fromBase64(body: string): string {
  const bytes = Buffer.from(decodeURIComponent(body), 'base64');
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
