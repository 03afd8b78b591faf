import type { Readiness } from '../ports/kube-api.ts';
import { list, record, text } from './narrow.ts';

/** Reads whether a Namespace is Active, or a CustomResourceDefinition Established. */
export function readReadiness(object: unknown): Readiness {
  const metadata = record(record(object)['metadata']);
  const status = record(record(object)['status']);
  const terminating = typeof metadata['deletionTimestamp'] === 'string';
  const ready =
    status['phase'] === 'Active' || condition(status, 'Established')['status'] === 'True';
  return {
    uid: text(metadata['uid']),
    terminating,
    ready: ready && !terminating,
    detail: terminating ? 'it is being deleted' : detail(status),
  };
}

function detail(status: Readonly<Record<string, unknown>>): string {
  const refused = condition(status, 'NamesAccepted');
  if (refused['status'] === 'False') return text(refused['message']);
  return text(condition(status, 'Established')['message']) || text(status['phase']);
}

function condition(
  status: Readonly<Record<string, unknown>>,
  type: string,
): Readonly<Record<string, unknown>> {
  return record(list(status['conditions']).find((item) => record(item)['type'] === type));
}
