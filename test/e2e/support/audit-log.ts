import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from '../../support/wait-for.ts';

/** A user as an API server sees one. */
export interface UserInfo {
  readonly username: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** A request that an API server has answered. */
export interface AuditedRequest {
  /** `delete configmaps/NAME`, `list configmaps`; `get` alone where no resource is named. */
  readonly what: string;
  /** Path of the URL. */
  readonly path: string;
  /** The user whose rights counted: the impersonated one, where one is. */
  readonly user: UserInfo;
}

/** The audit log of an API server that is not started yet. */
export interface AuditLog {
  /** The flags that the API server needs for it. */
  readonly flags: readonly string[];
  /** Gives what `action` returns and all requests meanwhile but the control plane's own. */
  readonly during: <T>(action: () => Promise<T>) => Promise<Audited<T>>;
}

export interface Audited<T> {
  readonly result: T;
  readonly requests: readonly AuditedRequest[];
}

/** https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-Event */
interface AuditEvent {
  readonly auditID: string;
  readonly stage: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly userAgent?: string;
  readonly user: UserInfo;
  readonly impersonatedUser?: UserInfo;
  readonly objectRef?: { readonly resource?: string; readonly name?: string };
}

const policy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  rules: [{ level: 'Metadata' }],
};

/** Prepares the audit log of an API server in `dir`. */
export async function prepareAuditLog(dir: string): Promise<AuditLog> {
  const log = join(dir, 'audit.log');
  const policyFile = join(dir, 'audit-policy.json');
  await writeFile(policyFile, JSON.stringify(policy));
  await writeFile(log, '');
  return {
    flags: [`--audit-log-path=${log}`, `--audit-policy-file=${policyFile}`],
    during: async (action) => {
      const { length } = await readFile(log);
      const result = await action();
      return { result, requests: await readRequests(log, length) };
    },
  };
}

/** A request is in the log before it is worked on; who is impersonated, only when it is answered. */
async function readRequests(log: string, offset: number): Promise<readonly AuditedRequest[]> {
  const events = await waitFor(
    async () => {
      const read = await readEvents(log, offset);
      const answered = new Set(read.filter(isAnswer).map(({ auditID }) => auditID));
      return read.every(({ auditID }) => answered.has(auditID)) ? read : undefined;
    },
    { what: 'the answers to all requests in the audit log' },
  );
  return events.filter(isAnswer).map((event) => ({
    what: describe(event),
    path: event.requestURI.replace(/\?.*/, ''),
    user: event.impersonatedUser ?? event.user,
  }));
}

async function readEvents(log: string, offset: number): Promise<readonly AuditEvent[]> {
  const text = (await readFile(log)).subarray(offset).toString();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AuditEvent)
    .filter(({ userAgent }) => !/^kube-(apiserver|controller-manager)\//.test(userAgent ?? ''));
}

function describe({ verb, objectRef: { resource, name } = {} }: AuditEvent): string {
  if (resource === undefined) return verb;
  return `${verb} ${resource}${name === undefined ? '' : `/${name}`}`;
}

function isAnswer({ stage }: AuditEvent): boolean {
  return stage !== 'RequestReceived';
}
