/**
 * A printed line without what differs from machine to machine: addresses, directories, and which
 * library evaluated. Checksums of releases are the same everywhere.
 */
export function comparable(line: string): string {
  return line
    .replaceAll(/https:\/\/[\w.-]+:\d+/g, 'ADDRESS')
    .replaceAll(/(?<![\w.])\/[\w./-]+\/(?=[\w-]+\.nix\b)/g, 'DIRECTORY/')
    .replace(/\(evaluator .*\)$/, '(EVALUATOR)')
    .trimEnd();
}
