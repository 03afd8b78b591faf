/** Texts that a name, a message or a value in a cluster may hold, by what they try. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  'a colour': '\u001b[31mred\u001b[0m',
  'a cleared screen': '\u001b[2J\u001b[H',
  'a window title': '\u001b]0;title\u0007',
  'a link': '\u001b]8;;https://evil.example.com\u001b\\https://example.com\u001b]8;;\u001b\\',
  'the clipboard': '\u001b]52;c;cm0gLXJm\u0007',
  'a device string': '\u001bP+q544e\u001b\\',
  '8-bit control sequences': '\u009b2J\u009d0;title\u009c\u0085\u0090',
  'a NUL and a DEL': 'a\0b\u007fc',
  'a line over the line': 'kept\rgone',
  'a line without its end': 'deleted\b\b\b\b\b\b\bkept   ',
  'a line of ours': 'a\nprune: 0 pruned',
  'a question of ours': 'a\r\nDelete 0 objects from https://test:6443? (yes/no): ',
  'many lines': 'line\n'.repeat(5000),
  'tabs and form feeds': 'a\tb\u000bc\u000cd',
  'a right-to-left override': 'a\u202etxt.exe\u202c',
  'embeddings and marks': '\u202aa\u202bb\u202dc\u200ed\u200fe\u061cf',
  isolates: '\u2066a\u2067b\u2068c\u2069',
  'characters without width': 'a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg',
  'nothing to be seen': '\u3164\u115f\u1160\uffa0\u180e',
  'tags and variations': '\u{e0041}\u{e0042}\ufe0f\u{e0100}',
  'line separators': 'a\u2028b\u2029c',
  'halves of pairs': '\ud800a\udc00',
  'a very long text': 'x'.repeat(300_000),
  'many escapes': '\u001b'.repeat(30_000),
  'quotes and backslashes': '"\\u001b[2J\\"',
  'white space': `a${' '.repeat(300)}  no longer in the manifests`,
  'a prototype': '__proto__',
};

/** What no terminal may get from outside: control characters, and what turns or hides text. */
export const UNSAFE =
  // eslint-disable-next-line no-control-regex -- It is about control characters.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\p{Cs}/u;

/** The same for JSON, where kubectl takes no escapes for what lies beyond 16 bits. */
export const UNSAFE_IN_JSON = new RegExp(UNSAFE.source.replace('\\u{e0000}-\\u{e0fff}', ''), 'u');
