import { good } from '../entries.ts';
import * as access from '../bases/access.ts';
import * as admission from '../bases/admission.ts';
import * as configuration from '../bases/configuration.ts';
import { blob, gadget, named } from '../bases/custom.ts';
import * as networking from '../bases/networking.ts';
import * as policy from '../bases/policy.ts';
import * as workloads from '../bases/workloads.ts';

/** Every manifest that the broken ones are made of, as it is. */
export const plain = [
  ...Object.values(workloads),
  ...Object.values(networking),
  ...Object.values(configuration),
  ...Object.values(access),
  ...Object.values(policy),
  admission.validatingWebhook,
  admission.mutatingWebhook,
  admission.admissionPolicy,
  admission.apiService,
  admission.definition,
  gadget,
  blob,
  named,
].map((manifest) => good(`A ${manifest.kind}`, manifest));
