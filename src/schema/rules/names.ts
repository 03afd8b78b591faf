import { isDnsLabel, isDnsName } from '../../model/name-syntax.ts';

/** What is wrong with the name of an object of a kind; null where nothing is. */
export function nameFault(name: string, kind: string): string | null {
  if (name === '.' || name === '..' || /[/%]/.test(name))
    return 'is no name: it may be neither . nor .., nor hold / or %.';
  if (FREE.includes(kind)) return null;
  if (kind === 'PriorityClass.scheduling.k8s.io' && isReserved(name))
    return 'begins with system-, which is for Kubernetes itself.';
  if (LABELS.includes(kind))
    return isDnsLabel(name)
      ? null
      : 'is no DNS label: at most 63 lower case letters, digits and dashes, with a letter or digit at both ends.';
  const longest = LONGEST[kind] ?? 253;
  return isDnsName(name, longest)
    ? null
    : `is no DNS name: at most ${String(longest)} lower case letters, digits, dashes and dots, with a letter or digit at both ends of each part.`;
}

/** Kinds whose names are only parts of a path. `KIND.GROUP`. */
const FREE: readonly string[] = [
  'CertificateSigningRequest.certificates.k8s.io',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'Event',
  'PodDisruptionBudget.policy',
  'Role.rbac.authorization.k8s.io',
  'RoleBinding.rbac.authorization.k8s.io',
];

const LABELS: readonly string[] = ['Namespace', 'Service', 'StatefulSet.apps'];

/** Pods of a CronJob have 11 characters more; the name of a Job becomes the value of a label. */
const LONGEST: Readonly<Record<string, number>> = { 'CronJob.batch': 52, 'Job.batch': 63 };

/** What is wrong with the namespace of an object, which may have none; null where nothing is. */
export function namespaceFault(namespace: string): string | null {
  return namespace === '' ? null : nameFault(namespace, 'Namespace');
}

function isReserved(name: string): boolean {
  return name.startsWith('system-') && !/^system-(?:cluster|node)-critical$/.test(name);
}
