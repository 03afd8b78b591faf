import { Failure } from '../../../model/failure.ts';

/** Throws a `Failure`, which does not show it, for a URI that holds what may be a secret, or starts a program. */
export function checkUri(uri: string): void {
  if (/^(?:https?:\/\/[^/]*@|[a-z+]+:\/\/[^/@]*:[^/@]*@)/i.test(uri)) throw credentials();
  if (/^-|^[a-z-]+::/i.test(uri)) throw noAddress();
}

/** What git says, without what may be secret in the URIs in it: rules of the user's can put it there. */
export function withoutCredentials(text: string): string {
  return text.replace(/:\/\/[^/@\s]+@/g, '://***@');
}

function credentials(): Failure {
  return new Failure({
    code: 'store-credentials',
    message:
      'the URI of the repository for backups holds credentials, which git shows on command lines',
    hint: 'Leave them out, and give them by a credential helper of git or a key of ssh. Nothing was changed.',
  });
}

function noAddress(): Failure {
  return new Failure({
    code: 'store-uri',
    message: 'the URI of the repository for backups is none of ssh, https or file',
    hint: 'Write one such as git@example.com:ops/backups.git. Nothing was changed.',
  });
}
