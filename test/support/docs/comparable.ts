/**
 * A printed line without what differs from machine to machine: checksums of releases, addresses,
 * directories, and which library evaluated.
 */
export function comparable(line: string): string {
  return line
    .replaceAll(/\b[0-9a-f]{62}\b|(?<=\brelease )[0-9a-f]{12}\b/g, 'CHECKSUM')
    .replaceAll(/https:\/\/[\w.-]+:\d+/g, 'ADDRESS')
    .replaceAll(/(?<![\w.])\/[\w./-]+\/(?=[\w-]+\.nix\b)/g, 'DIRECTORY/')
    .replace(/\(evaluator .*\)$/, '(EVALUATOR)')
    .trimEnd();
}
