import { broken } from '../entries.ts';
import * as access from '../bases/access.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

/** Types that the server does not have. */
export const kinds = [
  broken(
    'Deployment in a version that is gone',
    workloads.deployment,
    { apiVersion: 'apps/v1beta1' },
    'kind',
  ),
  broken('Deployment in the core group', workloads.deployment, { apiVersion: 'v1' }, 'kind'),
  broken('Deployment in a misspelt group', workloads.deployment, { apiVersion: 'app/v1' }, 'kind'),
  broken('Deployment in small letters', workloads.deployment, { kind: 'deployment' }, 'kind'),
  broken('Deployments in the plural', workloads.deployment, { kind: 'Deployments' }, 'kind'),
  broken(
    'Ingress in a version that is gone',
    networking.ingress,
    { apiVersion: 'extensions/v1beta1' },
    'kind',
  ),
  broken(
    'PodDisruptionBudget in a version that is gone',
    policy.disruptionBudget,
    { apiVersion: 'policy/v1beta1' },
    'kind',
  ),
  broken(
    'CronJob in a version that is gone',
    workloads.cronJob,
    { apiVersion: 'batch/v1beta1' },
    'kind',
  ),
  broken(
    'HorizontalPodAutoscaler in a version that is gone',
    policy.autoscaler,
    { apiVersion: 'autoscaling/v2beta2' },
    'kind',
  ),
  broken(
    'Role in the version of another group',
    access.role,
    { apiVersion: 'rbac.authorization.k8s.io' },
    'kind',
  ),
];
