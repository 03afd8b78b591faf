import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { listAt, textAt } from '../../model/json-path.ts';
import { below, type Report, type Trail } from '../report.ts';

/** Checks that a Service has the ports, and the names of ports, that its type needs. */
export function checkService(spec: JsonObject, at: Trail | null, report: Report): void {
  const ports = listAt(spec, 'ports');
  const isExternal = textAt(spec, 'type') === 'ExternalName';
  if (isExternal && textAt(spec, 'externalName') === '')
    report(below(at, 'externalName'), 'is missing.');
  const isHeadless = textAt(spec, 'clusterIP') === 'None';
  if (!isExternal && !isHeadless && ports.length === 0) report(below(at, 'ports'), 'is missing.');
  if (ports.length < 2) return;
  for (const [index, port] of ports.entries())
    if (!isJsonObject(port) || textAt(port, 'name') === '')
      report(
        below(below(below(at, 'ports'), index), 'name'),
        'is missing: there are several ports.',
      );
}
