import type { Json } from '../model/json.ts';
import type { MachineSecrets, ReservedVariable, SecretKey } from '../model/machine-secrets.ts';
import { list, object, string, strings } from './narrow-result.ts';

/** Narrows one group of secrets of a machine. */
export function readMachineSecrets(entry: Json): MachineSecrets {
  const group = object(entry, 'secrets');
  return {
    group: string(group['group'], 'secrets.group'),
    file: string(group['file'], 'secrets.file'),
    format: group['format'] === 'value' ? 'value' : 'environment',
    keys: list(group['keys'], 'secrets.keys').map(readKey),
    prefixes: strings(group['prefixes'], 'secrets.prefixes'),
    reserved: list(group['reserved'], 'secrets.reserved').map(readReserved),
    units: strings(group['units'], 'secrets.units'),
  };
}

function readReserved(entry: Json): ReservedVariable {
  const variable = object(entry, 'secrets.reserved');
  return {
    name: string(variable['name'], 'secrets.reserved.name'),
    instead: string(variable['instead'], 'secrets.reserved.instead'),
  };
}

function readKey(entry: Json): SecretKey {
  const key = object(entry, 'secrets.key');
  return {
    name: string(key['name'], 'secrets.key.name'),
    required: key['required'] === true,
    description: string(key['description'], 'secrets.key.description'),
  };
}
