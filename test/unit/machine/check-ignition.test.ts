import { expect, test } from 'vitest';
import { checkIgnition } from '../../../src/machine/ignition/check-ignition.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import {
  refusedHere,
  refusedIgnition,
  soundIgnition,
} from '../../support/machines/ignition-cases.ts';

const ignition = { version: '3.3.0' };

test.each(soundIgnition)('%s is right', (_, configuration) => {
  expect(checkIgnition(configuration)).toEqual([]);
});

test.each([...refusedIgnition, ...refusedHere])(
  '%s is told by its place',
  (_, configuration, fault) => {
    expect(checkIgnition(configuration)).toEqual([fault]);
  },
);

test.each<readonly [string, JsonObject, readonly string[]]>([
  ['another version', { ignition: { version: '3.4.0' } }, ['ignition.version is not "3.3.0"']],
  ['none at all', {}, ['ignition.version is not "3.3.0"']],
  ['a field of version 2', { ignition, networkd: { units: [] } }, ['Ignition has no networkd']],
  [
    'a misspelt field',
    { ignition, storage: { flies: [] } },
    ['Ignition has no storage.flies; did you mean files?'],
  ],
  [
    'a field of a file that is gone since version 3',
    { ignition, storage: { files: [{ path: '/a', filesystem: 'root' }] } },
    ['Ignition has no storage.files[0].filesystem'],
  ],
  [
    'a mode as text',
    { ignition, storage: { files: [{ path: '/a', mode: '0644' }] } },
    ['storage.files[0].mode is no integer'],
  ],
  [
    'a fraction',
    { ignition: { ...ignition, timeouts: { httpTotal: 1.5 } } },
    ['ignition.timeouts.httpTotal is no integer'],
  ],
  [
    'an object in place of a list',
    { ignition, systemd: { units: { name: 'a.service' } } },
    ['systemd.units is no list'],
  ],
  ['a text in place of an object', { ignition, passwd: 'x' }, ['passwd is no object']],
  [
    'a path twice',
    { ignition, storage: { files: [{ path: '/a' }, { path: '/a' }] } },
    ['storage.files has path "/a" twice'],
  ],
  [
    'a name of every object',
    { ignition, storage: { constructor: [] } },
    ['Ignition has no storage.constructor'],
  ],
])('%s is told', (_, configuration, faults) => {
  expect(checkIgnition(configuration)).toEqual(faults);
});
