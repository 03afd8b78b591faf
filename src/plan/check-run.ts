import { Failure } from '../model/failure.ts';
import { type ClusterAddress, isSameServer } from '../model/kubeconfig.ts';
import { FIELD_MANAGER, type ReleaseSettings } from '../model/release.ts';

/** Stops a run against another server than the release is meant for. */
export function checkServer(settings: ReleaseSettings, address: ClusterAddress): void {
  const wanted = settings.server;
  if (wanted === null || (address.server !== null && isSameServer(wanted, address.server))) return;
  const context = address.context === null ? '' : ` (context ${address.context})`;
  throw new Failure({
    code: 'wrong-server',
    message: `kubernixos.server is ${wanted}, but kubectl would use ${address.server ?? 'no server at all'}${context}`,
    hint: 'Choose the right context with --context or KUBECONFIG, or correct kubernixos.server. Nothing was applied or deleted.',
  });
}

/** Stops a run whose objects prune would not know as ours later. `fieldManager` null: our own. */
export function checkFieldManager(settings: ReleaseSettings, fieldManager: string | null): void {
  const allowed = [FIELD_MANAGER, ...settings.fieldManagers];
  if (fieldManager === null || allowed.includes(fieldManager)) return;
  throw new Failure({
    code: 'unknown-field-manager',
    message: `--field-manager=${fieldManager}: prune would not know the objects of this manager as ours`,
    hint: `Add it to kubernixos.fieldManagers, or use one of: ${allowed.join(', ')}. Nothing was applied or deleted.`,
  });
}
