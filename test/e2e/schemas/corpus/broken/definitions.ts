import { broken, onlyServer } from '../entries.ts';
import { definition } from '../bases/admission.ts';

const schema = 'spec.versions[0].schema.openAPIV3Schema';

/** Definitions that the API server does not take. */
export const definitions = [
  broken(
    'CustomResourceDefinition: a schema that is no object',
    definition,
    { [`${schema}.type`]: 'string' },
    'rule',
    { field: `${schema}.type`, server: 'openAPIV3Schema.type' },
  ),
  broken(
    'CustomResourceDefinition: a property without type',
    definition,
    { [`${schema}.properties`]: { spec: {} } },
    'rule',
    { field: `${schema}.properties.spec.type`, server: 'openAPIV3Schema.properties[spec].type' },
  ),
  broken(
    'CustomResourceDefinition: an unknown type',
    definition,
    { [`${schema}.properties`]: { spec: { type: 'map' } } },
    'rule',
    { field: `${schema}.properties.spec.type`, server: 'openAPIV3Schema.properties[spec].type' },
  ),
  onlyServer(
    'CustomResourceDefinition: a default that its type does not allow',
    definition,
    { [`${schema}.properties`]: { spec: { type: 'integer', default: 'a' } } },
    'other fields',
    {
      field: `${schema}.properties.spec.default`,
      server: 'openAPIV3Schema.properties[spec].default',
    },
  ),
  onlyServer(
    'CustomResourceDefinition: two storage versions',
    definition,
    {
      'spec.versions': ['v1', 'v2'].map((name) => ({ ...definition.spec.versions[0], name })),
    },
    'other fields',
    { field: 'spec.versions' },
  ),
  onlyServer(
    'CustomResourceDefinition: a rule that does not compile',
    definition,
    { [`${schema}.x-kubernetes-validations`]: [{ rule: 'self.' }] },
    'values',
    {
      field: `${schema}.x-kubernetes-validations[0].rule`,
      server: 'openAPIV3Schema.x-kubernetes-validations[0].rule',
    },
  ),
  broken(
    'CustomResourceDefinition: a plural in capitals',
    definition,
    { 'spec.names.plural': 'Trinkets' },
    'name',
    { field: 'metadata.name' },
  ),
  broken(
    'CustomResourceDefinition: a version with a dot',
    definition,
    { 'spec.versions[0].name': '1.0' },
    'name',
    { field: 'spec.versions[0].name' },
  ),
  broken(
    'CustomResourceDefinition: a short name in capitals',
    definition,
    { 'spec.names.shortNames': ['TR'] },
    'name',
    { field: 'spec.names.shortNames[0]' },
  ),
];
