import type { KubectlArguments } from '../model/deploy-request.ts';
import { FIELD_MANAGER } from '../model/release.ts';

/**
 * The arguments of `kubectl apply`. Ours come first: of a flag that is given twice, kubectl takes
 * the last, so the user's win.
 */
export function applyArguments(kubectl: KubectlArguments): readonly string[] {
  return ['apply', '--filename=-', PATIENCE, ...modeArguments(kubectl), ...kubectl.apply];
}

/** By itself, kubectl waits for ever where a server accepts a request and gives no answer. */
const PATIENCE = '--request-timeout=60s';

/** Nix is the source of truth: conflicts are forced. Client-side apply knows no conflicts. */
function modeArguments({ serverSide, dryRun }: KubectlArguments): readonly string[] {
  return serverSide && dryRun !== 'client'
    ? ['--server-side', '--force-conflicts', `--field-manager=${FIELD_MANAGER}`]
    : [];
}
