import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { listAt, textAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';

/** Checks that containers mount volumes that their pod has. */
export function checkPod(spec: JsonObject, at: Trail | null, report: Report): void {
  const volumes = listAt(spec, 'volumes').filter(isJsonObject);
  const names = new Set(volumes.map((volume) => textAt(volume, 'name')));
  for (const list of ['initContainers', 'containers'])
    for (const [index, container] of listAt(spec, list).entries())
      if (isJsonObject(container))
        checkMounts(container, names, below(below(at, list), index), report);
}

function checkMounts(
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
