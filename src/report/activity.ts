import type { Activity } from '../model/activity.ts';
import { type ObjectKey, showKey } from '../model/object-key.ts';
import { count } from './count.ts';

/** What a run is at, in one line. */
export function activityLine(activity: Activity): string {
  switch (activity.type) {
    case 'evaluating':
      return 'evaluating…';
    case 'connecting':
      return 'connecting…';
    case 'listing':
      return `looking at ${count(activity.types, 'resource type')}: ${String(activity.done)}`;
    case 'waiting-for-run':
      return `waiting for another run of this deployment: ${activity.holder}`;
    case 'planning':
      return 'deciding what to do…';
    case 'applying': {
      const done = activity.done === null ? '…' : `: ${String(activity.done)}`;
      return `applying ${count(activity.objects, 'object')}${done}`;
    }
    case 'getting-ready': {
      const first = activity.objects[0];
      const what = first === undefined ? '' : `: ${showKey(first.key)} (${first.why})`;
      return `waiting for ${count(activity.objects.length, 'object')}${what}`;
    }
    case 'deleting':
      return `deleting ${String(activity.done)} of ${String(activity.objects)}`;
    case 'going':
      return `waiting until ${count(activity.objects.length, 'object')} ${isOrAre(activity.objects)} gone: ${activity.objects.map(showKey).join(', ')}`;
  }
}

function isOrAre(objects: readonly ObjectKey[]): string {
  return objects.length === 1 ? 'is' : 'are';
}
