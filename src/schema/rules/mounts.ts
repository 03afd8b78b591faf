import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { listAt, objectAt, textAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';

/** Checks that the containers of a pod mount volumes that it has; `claims` are volumes made for it. */
export function checkMounts(
  spec: JsonObject,
  claims: readonly string[],
  at: Trail,
  report: Report,
): void {
  const volumes = listAt(spec, 'volumes').filter(isJsonObject);
  const names = new Set([...claims, ...volumes.map((volume) => textAt(volume, 'name'))]);
  for (const list of ['initContainers', 'containers'])
    for (const [index, container] of listAt(spec, list).entries())
      if (isJsonObject(container))
        checkContainer(container, names, below(below(at, list), index), report);
}

/** Checks a Pod that no workload makes. */
export function checkPod(pod: JsonObject, at: Trail | null, report: Report): void {
  checkMounts(objectAt(pod, 'spec'), [], below(at, 'spec'), report);
}

function checkContainer(
  container: JsonObject,
  names: ReadonlySet<string>,
  at: Trail,
  report: Report,
): void {
  for (const [index, mount] of listAt(container, 'volumeMounts').entries()) {
    const name = isJsonObject(mount) ? textAt(mount, 'name') : '';
    if (name !== '' && !names.has(name))
      report(
        below(below(below(at, 'volumeMounts'), index), 'name'),
        `is ${JSON.stringify(name)}, and the pod has no such volume.`,
      );
  }
}
