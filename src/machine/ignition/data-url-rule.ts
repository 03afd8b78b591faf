const HEAD = /^data:(?:[\w.+!#$&^-]+\/[\w.+!#$&^-]+)?(?:;[\w-]+=[^;,]*)*(?:;base64)?$/i;

/** Whether Ignition can read a URL of data: https://www.rfc-editor.org/rfc/rfc2397 */
export function isDataUrl(url: string): boolean {
  const comma = url.indexOf(',');
  const head = url.slice(0, comma);
  if (comma < 0 || !HEAD.test(head)) return false;
  const body = url.slice(comma + 1);
  return /;base64$/i.test(head) ? isBase64(body) : isEscaped(body);
}

function isBase64(body: string): boolean {
  return body.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(body);
}

/** It looks for what does not fit: a repeated group would take all of the stack for a long text. */
function isEscaped(body: string): boolean {
  return !/[^\w.!~*'();/?:@&=+$,%-]|%(?![0-9a-fA-F]{2})/.test(body);
}
