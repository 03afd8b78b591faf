import { Failure } from '../model/failure.ts';
import type { Lease, LeasePlace } from '../model/lease.ts';
import type { ApiError } from '../model/api-error.ts';
import { shorten } from '../model/shorten.ts';

/** Characters; what kubernixos writes there is shorter. */
const LONGEST_HOLDER = 200;
const LONGEST_TIME = 40;

/** Who holds a Lease and since when, in one line whatever others wrote there. */
export function holderText({ holder, acquiredAt }: Lease): string {
  const who = shorten(holder.replaceAll(/\s+/g, ' '), LONGEST_HOLDER);
  if (acquiredAt === null) return who;
  return `${who}, since ${shorten(acquiredAt.replace(/\.\d+Z$/, 'Z'), LONGEST_TIME)}`;
}

export function placeText({ namespace, name }: LeasePlace): string {
  return `Lease ${namespace}/${name}`;
}

/** What is said when a run begins to wait. */
export function waitingText(lease: Lease, place: LeasePlace): string {
  return `waiting for another run of this deployment: ${holderText(lease)} (${placeText(place)})`;
}

export function heldTooLong(lease: Lease, place: LeasePlace, minutes: number): Failure {
  return new Failure({
    code: 'deployment-busy',
    message: `after ${String(minutes)} minutes another run of this deployment still goes on: ${holderText(lease)}`,
    hint: `Let it end, or stop it; ${placeText(place)} is free when it has ended, or 35 seconds after it was killed. Nothing was applied or deleted.`,
  });
}

/** Nobody holds it, and still it cannot be taken. */
export function neverFree(reason: string | null, place: LeasePlace, minutes: number): Failure {
  const details = reason === null ? '' : `: ${reason}`;
  return new Failure({
    code: 'lease-failed',
    message: `${placeText(place)}, by which runs take turns, could not be taken for ${String(minutes)} minutes, though no other run holds it${details}`,
    hint: 'Does an admission webhook, or something before the API server, refuse it? Nothing was applied or deleted.',
  });
}

export function takeoverText(lease: Lease, place: LeasePlace, why: 'gone' | 'stale'): string {
  const reason = {
    gone: 'its process has ended',
    stale: 'it does not renew its Lease any more',
  }[why];
  return `taking over ${placeText(place)} from a run that did not end properly: ${holderText(lease)}: ${reason}`;
}

/** Of clusters without the API of Leases. */
export const UNSERVED_TEXT =
  'other runs of this deployment at the same time are not noticed: the cluster does not serve leases (coordination.k8s.io/v1)';

/** Of users who may not use Leases, and of namespaces that do not exist. */
export function unguardedTexts(
  { message }: ApiError,
  { namespace }: LeasePlace,
): readonly [string, string] {
  return [
    `other runs of this deployment at the same time are not noticed: ${message}`,
    `Allow get, create and update of leases (coordination.k8s.io) in Namespace ${namespace}, or set kubernixos.leaseNamespace to one that exists and where they are allowed.`,
  ];
}

/** The Lease can be neither had nor done without. */
export function leaseFailed(reason: string, place: LeasePlace): Failure {
  return new Failure({
    code: 'lease-failed',
    message: `${placeText(place)}, by which runs take turns, cannot be taken: ${reason}`,
    hint: 'Run it again. Nothing was applied or deleted.',
  });
}

const LOST_HINT =
  'What is not listed above may or may not have been done. Run it again: it looks at everything anew.';

export function leaseTaken(by: Lease, place: LeasePlace): Failure {
  const who = by.holder === '' ? 'somebody released it' : `it is held by ${holderText(by)}`;
  return new Failure({
    code: 'lease-lost',
    message: `this run stops, because it no longer holds ${placeText(place)}: ${who}`,
    hint: LOST_HINT,
  });
}

export function leaseExpired(reason: string, place: LeasePlace, seconds: number): Failure {
  return new Failure({
    code: 'lease-lost',
    message: `this run stops, because it could not renew ${placeText(place)} for ${String(seconds)} seconds, and another may begin: ${reason}`,
    hint: LOST_HINT,
  });
}

export function notReleasedText(reason: string, place: LeasePlace): string {
  return `${placeText(place)} could not be released, so the next run may wait for up to 35 seconds: ${reason}`;
}
