import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const objectCount = 1000;

// 10 Namespaces; the rest in equal parts, spread over them. The revision stands in one ConfigMap, so
// every revision has a checksum of its own, which goes into every object's label.
const hostgroup = (revision: number) => `{
  network.modules = [
    {
      kubernixos.deployment = "bench";
      kubernixos.manifests =
        let
          number = index: builtins.substring 1 4 (toString (10000 + index));
          namespace = index: "bench-\${toString (index - index / 10 * 10)}";
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
                revision = if name == "object-0002" then "${revision}" else "1";
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
              name = "object-\${number index}";
              make = builtins.elemAt kinds (index - index / 5 * 5);
            in
            make name // { metadata = { inherit name; namespace = namespace (index / 5); }; };
          namespaces = builtins.genList (index: {
            apiVersion = "v1";
            kind = "Namespace";
            metadata.name = "bench-\${toString index}";
          }) 10;
        in
        namespaces ++ builtins.genList object ${objectCount - 10};
    }
  ];
}
`;

/** Writes a hostgroup of 1000 manifests to `dir` and gives its path. */
export async function writeThousandObjects(dir: string, revision: number): Promise<string> {
  const path = join(dir, 'hostgroup.nix');
  await writeFile(path, hostgroup(revision));
  return path;
}
