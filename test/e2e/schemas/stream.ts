/** Manifests as a stream of documents, which kubectl takes one by one. */
export function streamOf(manifests: readonly object[]): string {
  return manifests.map((manifest) => JSON.stringify(manifest)).join('\n---\n');
}
