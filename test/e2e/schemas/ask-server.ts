import { readFile } from 'node:fs/promises';
import { Agent, request, type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import type { ControlPlaneDetails } from '../../support/control-plane.ts';
import type { ServedType, ServedTypes } from './served-types.ts';

/** What the API server says of a manifest. */
export interface Verdict {
  readonly accepted: boolean;
  /** The server's words. */
  readonly message: string;
  /** The object as the server would store it, where it accepts. */
  readonly stored: unknown;
}

/** A manifest as the questions need it; whatever else it holds. */
export interface Asked {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown } | null;
}

export interface Questions {
  /** Asks about one manifest: the request of `kubectl apply --server-side --dry-run=server`, strict. */
  readonly ask: (manifest: Asked) => Promise<Verdict>;
  readonly close: () => void;
}

const query = 'fieldManager=kubernixos&force=true&dryRun=All&fieldValidation=Strict';

/** One connection to ask about many manifests: a process of kubectl for each would take minutes. */
export async function openQuestions(
  plane: ControlPlaneDetails,
  served: ServedTypes,
): Promise<Questions> {
  const ca = await readFile(plane.certificateAuthority);
  const agent = new Agent({ ca, keepAlive: true, maxSockets: 4 });
  const headers = {
    authorization: `Bearer ${plane.tokens.admin}`,
    'content-type': 'application/apply-patch+yaml',
  };
  const ask = async (manifest: Asked) => {
    const type = served.get(`${String(manifest.apiVersion)} ${String(manifest.kind)}`);
    if (type === undefined) return notServed(manifest);
    if (!isSegment(nameOf(manifest))) return notSent(manifest);
    const url = `${plane.server}${pathOf(type, manifest)}?${query}`;
    return patch(url, { method: 'PATCH', agent, headers }, JSON.stringify(manifest));
  };
  const close = () => {
    agent.destroy();
  };
  return { ask, close };
}

function patch(url: string, options: RequestOptions, body: string): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (response) => {
      text(response).then((answer) => {
        resolve(verdictOf(response.statusCode ?? 0, answer));
      }, reject);
    });
    asked.on('error', reject).end(body);
  });
}

function verdictOf(status: number, body: string): Verdict {
  const said = JSON.parse(body) as { readonly message?: string };
  return status < 300
    ? { accepted: true, message: '', stored: said }
    : refused(said.message ?? body);
}

function refused(message: string): Verdict {
  return { accepted: false, message, stored: null };
}

/** As kubectl says it, which looks for the type first. */
function notServed({ apiVersion, kind }: Asked): Verdict {
  const wanted = `kind ${JSON.stringify(kind)} in apiVersion ${JSON.stringify(apiVersion)}`;
  return refused(`no matches for ${wanted}`);
}

/** As kubectl says it, which does not send what would be another path. */
function notSent(manifest: Asked): Verdict {
  return refused(`invalid resource name ${JSON.stringify(nameOf(manifest))}`);
}

function isSegment(name: string): boolean {
  return !/^\.{1,2}$|[/%]/.test(name);
}

function nameOf({ metadata }: Asked): string {
  return typeof metadata?.name === 'string' ? metadata.name : '';
}

function pathOf({ root, resource, namespaced }: ServedType, manifest: Asked): string {
  const { namespace } = manifest.metadata ?? {};
  const inside = encodeURIComponent(typeof namespace === 'string' ? namespace : 'default');
  const scope = namespaced ? `/namespaces/${inside}` : '';
  return `${root}${scope}/${resource}/${encodeURIComponent(nameOf(manifest))}`;
}
