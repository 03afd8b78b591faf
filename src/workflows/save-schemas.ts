import type { KubectlArguments } from '../model/deploy-request.ts';
import { Failure } from '../model/failure.ts';
import type { ClusterAddress } from '../model/kubeconfig.ts';
import type { Files } from '../ports/files.ts';
import type { Kubectl } from '../ports/kubectl.ts';
import { connect } from './connect.ts';
import { collectSchemas, type CollectedSchemas } from '../schema/collect-schemas.ts';

/** What was saved, and where. */
export interface SavedSchemas extends CollectedSchemas {
  /** Absolute path of the directory. */
  readonly directory: string;
  readonly address: ClusterAddress;
}

/** Saves the schemas of the cluster that kubectl turns to. */
export async function saveSchemas(
  { directory, flags }: { readonly directory: string; readonly flags: KubectlArguments },
  { kubectl, files }: { readonly kubectl: Kubectl; readonly files: Files },
  signal: AbortSignal,
): Promise<SavedSchemas> {
  const { address, connection } = await connect(kubectl, flags, signal, () => undefined);
  try {
    const collected = await collectSchemas(connection.api, signal);
    if (collected.kinds === 0) throw nothingServed();
    const saved = await files.replaceDirectory(directory, collected.files);
    return { ...collected, address, directory: saved };
  } finally {
    await connection[Symbol.asyncDispose]();
  }
}

function nothingServed(): Failure {
  return new Failure({
    code: 'schemas-not-served',
    message: 'the API server serves no schema of anything',
    hint: 'Does something stand between this machine and the API server? Nothing was written.',
  });
}
