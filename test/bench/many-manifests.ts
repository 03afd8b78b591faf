import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A Deployment as teams write them: 1.6 kB of JSON. */
const DEPLOYMENT = `name: {
    apiVersion = "apps/v1";
    kind = "Deployment";
    metadata = {
      inherit name;
      namespace = "shop";
      labels = { app = name; "app.kubernetes.io/part-of" = "shop"; "app.kubernetes.io/component" = "web"; };
    };
    spec = {
      replicas = 2;
      selector.matchLabels.app = name;
      strategy = { type = "RollingUpdate"; rollingUpdate = { maxSurge = 1; maxUnavailable = 0; }; };
      template = {
        metadata.labels = { app = name; };
        spec = {
          serviceAccountName = name;
          securityContext = { runAsNonRoot = true; runAsUser = 1000; };
          containers = [
            {
              inherit name;
              image = "registry.example.com/shop/\${name}:1.0";
              args = [ "--listen=0.0.0.0:8080" "--log=json" ];
              ports = [ { name = "http"; containerPort = 8080; } { name = "metrics"; containerPort = 9090; } ];
              env = [
                { name = "SHOP_REGION"; value = "eu"; }
                { name = "SHOP_DATABASE"; valueFrom.secretKeyRef = { name = "database"; key = "url"; }; }
              ];
              resources = { requests = { cpu = "100m"; memory = "128Mi"; }; limits.memory = "256Mi"; };
              readinessProbe = { httpGet = { path = "/healthy"; port = "http"; }; periodSeconds = 10; };
              livenessProbe = { httpGet = { path = "/alive"; port = "http"; }; periodSeconds = 30; };
              volumeMounts = [ { name = "config"; mountPath = "/etc/shop"; readOnly = true; } ];
              securityContext = { allowPrivilegeEscalation = false; readOnlyRootFilesystem = true; };
            }
          ];
          volumes = [ { name = "config"; configMap = { inherit name; }; } ];
        };
      };
    };
  }`;

/** What two further modules say of each of them: on the top, and deep inside. */
const PATCHES = [
  `name: {
    metadata.annotations.owner = "team-shop";
    spec.template.spec.nodeSelector.disk = "ssd";
  }`,
  `name: {
    metadata.labels.tier = "front";
    spec.template.spec.containers = [ { inherit name; env = [ { name = "SHOP_TIER"; value = "front"; } ]; } ];
  }`,
];

/** Writes a hostgroup of so many Deployments into a directory, and gives the path of its file. */
export async function writeManyManifests(
  directory: string,
  count: number,
  patched: boolean,
): Promise<string> {
  const name = `${patched ? 'three' : 'one'}-${String(count)}`;
  const modules = [DEPLOYMENT, ...(patched ? PATCHES : [])].map((make) => module(make, count));
  const path = join(directory, `${name}.nix`);
  const files = modules.map((_, index) => `${name}-module-${String(index)}.nix`);
  for (const [index, file] of files.entries())
    await writeFile(join(directory, file), modules[index] ?? '');
  await writeFile(
    path,
    `{ network.modules = [ ${files.map((file) => `./${file}`).join(' ')} ]; }\n`,
  );
  return path;
}

function module(make: string, count: number): string {
  return `let
  make = ${make};
  entry = index: rec { name = "web-\${toString index}"; value = make name; };
in
{
  kubernixos.manifests = builtins.listToAttrs (builtins.genList entry ${String(count)});
}
`;
}
