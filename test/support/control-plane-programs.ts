import { join } from 'node:path';

/** The programs of a control plane, by the names that a directory of binaries has them under. */
export const programNames = ['etcd', 'kube-apiserver', 'kube-controller-manager'] as const;
export type ProgramName = (typeof programNames)[number];

export interface Ports {
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly apiserver: number;
}

/** The arguments of one program that keeps all its files in `dir` and listens on loopback only. */
export function programArguments(name: ProgramName, dir: string, ports: Ports): readonly string[] {
  switch (name) {
    case 'etcd':
      return etcdArguments(dir, ports);
    case 'kube-apiserver':
      return apiserverArguments(dir, ports);
    case 'kube-controller-manager':
      return controllerManagerArguments(dir);
  }
}

function etcdArguments(dir: string, ports: Ports): readonly string[] {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    `--data-dir=${join(dir, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--unsafe-no-fsync',
  ];
}

function apiserverArguments(dir: string, ports: Ports): readonly string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${ports.apiserver}`,
    `--cert-dir=${dir}`,
    '--service-cluster-ip-range=10.0.0.0/24',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${join(dir, 'sa.pub')}`,
    `--service-account-signing-key-file=${join(dir, 'sa.key')}`,
    `--token-auth-file=${join(dir, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--disable-admission-plugins=ServiceAccount',
    '--allow-privileged=true',
  ];
}

function controllerManagerArguments(dir: string): readonly string[] {
  return [
    `--kubeconfig=${join(dir, 'kubeconfig')}`,
    `--service-account-private-key-file=${join(dir, 'sa.key')}`,
    `--root-ca-file=${join(dir, 'apiserver.crt')}`,
    '--use-service-account-credentials=false',
    '--leader-elect=false',
    '--secure-port=0',
    '--kube-api-qps=200',
    '--kube-api-burst=400',
  ];
}
