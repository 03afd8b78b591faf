/** A setting of git: its name, and its value where it has one. */
export type GitSetting = readonly [name: string, value: string | null];

/** How servers and gpg are reached; not who commits, nor what runs beside it. */
const TRANSPORT =
  /^(?:credential|http|url|safe|ssh)\.|^core\.(?:sshcommand|gitproxy)$|^gpg\.(?:openpgp\.)?program$/;

/** Reads what `git config --null --list` prints, as far as it concerns transport. */
export function readTransportConfig(listed: string): readonly GitSetting[] {
  return listed
    .split('\0')
    .filter((entry) => TRANSPORT.test(entry.split('\n', 1)[0] ?? ''))
    .map((entry): GitSetting => {
      const end = entry.indexOf('\n');
      return end < 0 ? [entry, null] : [entry.slice(0, end), entry.slice(end + 1)];
    });
}

/** Prints settings as a configuration file, in their order: https://git-scm.com/docs/git-config#_syntax */
export function printGitConfig(settings: readonly GitSetting[]): string {
  return settings.map(printSetting).join('');
}

function printSetting([name, value]: GitSetting): string {
  const [first, last] = [name.indexOf('.'), name.lastIndexOf('.')];
  const subsection = first === last ? '' : ` ${quoted(name.slice(first + 1, last))}`;
  const section = `[${name.slice(0, first)}${subsection}]\n`;
  return `${section}\t${name.slice(last + 1)}${value === null ? '' : ` = ${quoted(value)}`}\n`;
}

function quoted(text: string): string {
  const escaped = text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
