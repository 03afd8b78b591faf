/** What a hostgroup has to say of the public keys that it lacks, as lines of Nix. */
export function initLines({
  recipients,
  signers,
}: {
  readonly recipients: readonly string[];
  readonly signers: readonly string[];
}): readonly string[] {
  return [...definition('recipients', recipients), ...definition('signers', signers)];
}

function definition(name: string, keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return [];
  const list = keys.map((key) => `"${key}"`).join(' ');
  return [`kubernixos.cluster.backup.${name} = [ ${list} ];`];
}
