import { definition } from './bases/admission.ts';
import { configMap, volumeClaim } from './bases/configuration.ts';
import { pod } from './bases/workloads.ts';
import { good, type GoodEntry } from './entries.ts';
import type { Base } from './identity.ts';

/** A manifest that the API server takes, and the offline check refuses, as its page says. */
export interface StricterEntry extends GoodEntry {
  readonly field: string;
}

/** The server takes what says nothing for what is not there, or for an empty text. */
export const stricter: readonly StricterEntry[] = [
  entry('ConfigMap: a label of null', configMap, 'metadata.labels', { tier: null }, 'tier'),
  entry('ConfigMap: an annotation of null', configMap, 'metadata.annotations', { n: null }, 'n'),
  entry('ConfigMap: one null of managedFields', configMap, 'metadata.managedFields', [null]),
  entry('PersistentVolumeClaim: a source of nothing', volumeClaim, 'spec.dataSource', {}, 'kind'),
  entry(
    'CustomResourceDefinition: an unused webhook',
    definition,
    'spec.conversion',
    { strategy: 'None', webhook: {} },
    'webhook.conversionReviewVersions',
  ),
  ...['clusterTrustBundle', 'podCertificate'].map((source) =>
    entry(
      `Pod: a volume of an empty ${source}`,
      pod,
      'spec.volumes',
      [{ name: 'v', projected: { sources: [{ [source]: {} }] } }],
      `[0].projected.sources[0].${source}.${source === 'podCertificate' ? 'keyType' : 'path'}`,
    ),
  ),
];

/** `at` is the refused field, below the changed one. */
function entry(name: string, base: Base, changed: string, value: unknown, at = ''): StricterEntry {
  const field = at === '' || at.startsWith('[') ? `${changed}${at}` : `${changed}.${at}`;
  return { ...good(name, base, { [changed]: value }), field };
}
