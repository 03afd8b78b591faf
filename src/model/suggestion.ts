/** The name nearest to what was typed, or null where none is near enough to be meant. */
export function suggest(typed: string, names: readonly string[]): string | null {
  const limit = Math.floor((typed.length + 1) / 3);
  const ranked = names
    .map((name) => ({ name, distance: distance(typed, name) }))
    .filter((candidate) => candidate.distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.name ?? null;
}

/** Letters to add, drop, replace, or swap with their neighbour. https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) rows.push(nextRow(a, b, row, rows));
  return at(rows, a.length, b.length);
}

function nextRow(a: string, b: string, row: number, rows: readonly number[][]): number[] {
  const next = [row];
  for (let column = 1; column <= b.length; column++) {
    const same = a[row - 1] === b[column - 1] ? 0 : 1;
    const swapped =
      row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    next.push(
      Math.min(
        at(rows, row - 1, column) + 1,
        (next[column - 1] ?? Infinity) + 1,
        at(rows, row - 1, column - 1) + same,
        swapped ? at(rows, row - 2, column - 2) + 1 : Infinity,
      ),
    );
  }
  return next;
}

function at(rows: readonly number[][], row: number, column: number): number {
  return rows[row]?.[column] ?? Infinity;
}
