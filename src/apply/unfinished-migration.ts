/**
 * Whether a line of kubectl's standard error says that it could not take over what client-side apply
 * had left. Then fields stay that no manifest holds, and kubectl calls it no failure.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/staging/src/k8s.io/kubectl/pkg/cmd/apply/apply.go#L176
 */
export function tellsUnfinishedMigration(line: string): boolean {
  return line.startsWith('Warning: ') && line.includes('will be retried next time you apply');
}
