import { expect, test } from 'vitest';
import type { Activity } from '../../../src/model/activity.ts';
import { activityLine } from '../../../src/report/activity.ts';
import { liveObject, TYPES } from '../../support/builders.ts';

const { key } = liveObject({ type: TYPES.Deployment });
const other = liveObject({ type: TYPES.Widget }).key;
const notReady = { key, state: 'waiting', why: '2 of 3 replicas are available' } as const;

test.each<[Activity, string]>([
  [{ type: 'evaluating' }, 'evaluating…'],
  [{ type: 'connecting', prompts: false }, 'connecting…'],
  [{ type: 'listing', types: 61, done: 23 }, 'looking at 61 resource types: 23'],
  [{ type: 'planning' }, 'deciding what to do…'],
  [{ type: 'applying', objects: 4000, done: 1200 }, 'applying 4000 objects: 1200'],
  [{ type: 'applying', objects: 1, done: null }, 'applying 1 object…'],
  [
    { type: 'getting-ready', objects: [notReady, { ...notReady, key: other }] },
    'waiting for 2 objects: Deployment.apps shop/web (2 of 3 replicas are available)',
  ],
  [{ type: 'deleting', objects: 40, done: 12 }, 'deleting 12 of 40'],
  [
    { type: 'going', objects: [other] },
    'waiting until 1 object is gone: Widget.example.com shop/web',
  ],
  [
    { type: 'going', objects: [key, other] },
    'waiting until 2 objects are gone: Deployment.apps shop/web, Widget.example.com shop/web',
  ],
])('%j: %s', (activity, line) => {
  expect(activityLine(activity)).toBe(line);
});
