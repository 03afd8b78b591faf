/**
 * Changes a text as a block `diff` of a page says. The lines that the block keeps (` `) and takes
 * away (`-`) stand together in the text, once. A line `@@` parts several such places.
 */
export function applyDiff(text: string, diff: string): string {
  return diff
    .split(/^@@.*\n/m)
    .filter((hunk) => hunk.trim() !== '')
    .reduce(applyHunk, text);
}

function applyHunk(text: string, hunk: string): string {
  const lines = hunk.replace(/\n$/, '').split('\n');
  const side = (mark: string) =>
    lines.filter((line) => !line.startsWith(mark)).map((line) => `${line.slice(1)}\n`);
  const [before, after] = [side('+').join(''), side('-').join('')];
  if (text.split(before).length !== 2) throw new Error(`Not once in the file:\n${before}`);
  return text.replace(before, () => after);
}
