import { broken } from '../entries.ts';
import * as configuration from '../bases/configuration.ts';
import * as networking from '../bases/networking.ts';
import * as workloads from '../bases/workloads.ts';

const long = (length: number) => 'a'.repeat(length);

/** Keys and values of labels and annotations. */
export const labels = [
  broken(
    'ConfigMap: a label with a space',
    configuration.configMap,
    { 'metadata.labels.team': 'shop team' },
    'label',
    { server: 'metadata.labels' },
  ),
  broken(
    'ConfigMap: a label of 64 letters',
    configuration.configMap,
    { 'metadata.labels.team': long(64) },
    'label',
    { server: 'metadata.labels' },
  ),
  broken(
    'ConfigMap: a label that ends with a dash',
    configuration.configMap,
    { 'metadata.labels.team': 'shop-' },
    'label',
    { server: 'metadata.labels' },
  ),
  broken(
    'ConfigMap: a label that is a URL',
    configuration.configMap,
    { 'metadata.labels.docs': 'https://example.com' },
    'label',
    { server: 'metadata.labels' },
  ),
  broken(
    'ConfigMap: a label key with two slashes',
    configuration.configMap,
    { 'metadata.labels["a/b/c"]': 'd' },
    'label',
    { server: 'metadata.labels' },
  ),
  broken(
    'ConfigMap: a label key with a space',
    configuration.configMap,
    { 'metadata.labels["my team"]': 'd' },
    'label',
    { server: 'metadata.labels' },
  ),
  broken(
    'ConfigMap: a label key with a prefix in capitals',
    configuration.configMap,
    { 'metadata.labels["Example.com/a"]': 'd' },
    'label',
    { server: 'metadata.labels' },
  ),
  broken(
    'ConfigMap: a label key that is empty',
    configuration.configMap,
    { 'metadata.labels[""]': 'd' },
    'label',
    { server: 'metadata.labels' },
  ),
  broken(
    'ConfigMap: an annotation key with a space',
    configuration.configMap,
    { 'metadata.annotations["my note"]': 'd' },
    'label',
    { server: 'metadata.annotations' },
  ),
  broken(
    'ConfigMap: an annotation key without a name',
    configuration.configMap,
    { 'metadata.annotations["example.com/"]': 'd' },
    'label',
    { server: 'metadata.annotations' },
  ),
  broken(
    'ConfigMap: a label that is a number',
    configuration.configMap,
    { 'metadata.labels.version': 1 },
    'type',
  ),
  broken(
    'ConfigMap: an annotation that is a boolean',
    configuration.configMap,
    { 'metadata.annotations.flag': true },
    'type',
  ),
  broken(
    'ConfigMap: an annotation that is a set',
    configuration.configMap,
    { 'metadata.annotations.flag': { a: 'b' } },
    'type',
  ),
  broken(
    'ConfigMap: labels that are a list',
    configuration.configMap,
    { 'metadata.labels': ['a'] },
    'type',
  ),
  broken(
    'Service: a selector with a space',
    networking.service,
    { 'spec.selector.app': 'my shop' },
    'label',
    { server: 'spec.selector' },
  ),
  broken(
    'Deployment: the label of a pod with a space',
    workloads.deployment,
    { 'spec.template.metadata.labels.team': 'shop team' },
    'label',
    { server: 'spec.template.labels' },
  ),
  broken(
    'Deployment: a selector that is no label',
    workloads.deployment,
    { 'spec.selector.matchLabels.app': 'a/b' },
    'label',
    { server: 'spec.selector' },
  ),
  broken(
    'Pod: a nodeSelector key with a space',
    workloads.pod,
    { 'spec.nodeSelector["my disk"]': 'ssd' },
    'label',
    { server: 'spec.nodeSelector' },
  ),
];
