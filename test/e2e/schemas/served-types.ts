import type { ClusterTools } from '../../support/cluster-tools.ts';

/** Where the API server serves a kind. */
export interface ServedType {
  /** `/api/v1`, `/apis/apps/v1` */
  readonly root: string;
  readonly resource: string;
  readonly namespaced: boolean;
}

/** By `APIVERSION KIND`. */
export type ServedTypes = ReadonlyMap<string, ServedType>;

interface ResourceList {
  readonly groupVersion: string;
  readonly resources: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
  }[];
}

/** All kinds that the API server serves. */
export async function readServedTypes({ kubectl }: ClusterTools): Promise<ServedTypes> {
  const groupVersions = (await kubectl(['api-versions'])).trim().split('\n');
  const lists = await Promise.all(
    groupVersions.map(async (groupVersion) => {
      const root = groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`;
      return typesOf(root, JSON.parse(await kubectl(['get', '--raw', root])) as ResourceList);
    }),
  );
  return new Map(lists.flat());
}

function typesOf(root: string, { groupVersion, resources }: ResourceList) {
  return resources
    .filter(({ name }) => !name.includes('/'))
    .map(({ name, kind, namespaced }): [string, ServedType] => [
      `${groupVersion} ${kind}`,
      { root, resource: name, namespaced },
    ]);
}
