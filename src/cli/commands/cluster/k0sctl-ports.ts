import { auditLog } from '../../../adapters/audit-log.ts';
import { homeDirectory } from '../../../adapters/home-directory.ts';
import { createK0sctl } from '../../../adapters/k0sctl.ts';
import { secretValues } from '../../../adapters/secret-values.ts';
import type { ClusterStory } from '../../../ports/cluster-story.ts';
import { k0sctlConfig, printConfigJson } from '../../../report/k0sctl-config.ts';
import type { K0sctlPorts } from '../../../workflows/cluster/run-k0sctl.ts';
import type { Environment } from '../../environment.ts';
import { fileNameIn } from './file-name-in.ts';

/** k0sctl as this environment has it. */
export function k0sctlPorts(
  { env, cwd }: Pick<Environment, 'env' | 'cwd'>,
  story: ClusterStory,
  auditDirectory: string | null = null,
): K0sctlPorts {
  return {
    k0sctl: createK0sctl(env, cwd),
    secrets: secretValues(env),
    audit: auditLog(cwd, {
      directory: auditDirectory ?? (env['K0SCTL_DIR_LOG'] || 'auditlog'),
      suffix: fileNameIn(env, 'K0SCTL_SUFFIX_LOG', 'log'),
    }),
    story,
    home: homeDirectory(env),
    printConfig: (document) => k0sctlConfig(document, [], printConfigJson),
  };
}
