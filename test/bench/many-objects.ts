import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A release of the benchmark: 10 Namespaces, and the rest in equal parts spread over them. */
export interface ManyObjects {
  /** Begins every name: releases of two prefixes share no object. Also the deployment. */
  readonly prefix: string;
  /** All objects together. */
  readonly count: number;
  /** Stands in one ConfigMap: every revision has a checksum of its own, which all labels carry. */
  readonly revision: number;
  /** So many of the last objects are left out. */
  readonly removed?: number;
}

/** Deployments without replicas, headless Services, ConfigMaps, Roles and ServiceAccounts. */
function hostgroup({ prefix, count, revision, removed = 0 }: ManyObjects): string {
  return `{
  network.modules = [
    {
      kubernixos.deployment = "${prefix}";
      kubernixos.manifests =
        let
          namespace = index: "${prefix}-\${toString (index - index / 10 * 10)}";
          kinds = [
            (name: {
              apiVersion = "apps/v1";
              kind = "Deployment";
              spec = {
                replicas = 0;
                selector.matchLabels.app = name;
                template = {
                  metadata.labels.app = name;
                  spec.containers = [
                    {
                      inherit name;
                      image = "registry.example.com/\${name}:1.0";
                      ports = [ { containerPort = 8080; } ];
                      resources.requests.cpu = "10m";
                    }
                  ];
                };
              };
            })
            (name: {
              apiVersion = "v1";
              kind = "Service";
              spec = {
                clusterIP = "None";
                selector.app = name;
                ports = [ { port = 80; } ];
              };
            })
            (name: {
              apiVersion = "v1";
              kind = "ConfigMap";
              data = {
                inherit name;
                revision = if name == "object-2" then "${String(revision)}" else "1";
              };
            })
            (name: {
              apiVersion = "rbac.authorization.k8s.io/v1";
              kind = "Role";
              rules = [
                {
                  apiGroups = [ "" ];
                  resources = [ "configmaps" ];
                  verbs = [ "get" ];
                }
              ];
            })
            (name: {
              apiVersion = "v1";
              kind = "ServiceAccount";
            })
          ];
          object =
            index:
            let
              name = "object-\${toString index}";
              make = builtins.elemAt kinds (index - index / 5 * 5);
            in
            make name // { metadata = { inherit name; namespace = namespace (index / 5); }; };
          namespaces = builtins.genList (index: {
            apiVersion = "v1";
            kind = "Namespace";
            metadata.name = namespace index;
          }) 10;
        in
        namespaces ++ builtins.genList object ${String(count - 10 - removed)};
    }
  ];
}
`;
}

/** Writes the release as a hostgroup into a directory, and gives the path of the file. */
export async function writeManyObjects(directory: string, objects: ManyObjects): Promise<string> {
  const path = join(directory, `${objects.prefix}.nix`);
  await writeFile(path, hostgroup(objects));
  return path;
}
