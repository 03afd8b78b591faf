import type { JsonObject } from '../model/json.ts';
import {
  BOOT_SOURCES,
  type IgnitionDelivery,
  MACHINE_FIRMWARES,
  type MachineBoot,
  VERIFICATIONS,
} from '../model/machine.ts';
import { list, object, oneOf, string, strings } from './narrow-result.ts';

/** Narrows how a machine boots, and gets its configuration. */
export function readMachineBoot(boot: JsonObject): MachineBoot {
  return {
    source: oneOf(BOOT_SOURCES, boot['source'], 'boot.source'),
    firmware: list(boot['firmware'], 'boot.firmware').map((firmware) =>
      oneOf(MACHINE_FIRMWARES, firmware, 'boot.firmware'),
    ),
    verify: oneOf(VERIFICATIONS, boot['verify'], 'boot.verify'),
    ignition: readDelivery(object(boot['ignition'], 'boot.ignition')),
    consoles: strings(boot['consoles'], 'boot.consoles'),
  };
}

function readDelivery(delivery: JsonObject): IgnitionDelivery {
  const type = oneOf(['embedded', 'pointer', 'url'], delivery['type'], 'boot.ignition.type');
  if (type === 'embedded') return { type };
  const url = string(delivery['url'], 'boot.ignition.url');
  if (type === 'url') return { type, url };
  const needsToken = delivery['needsToken'] === true;
  const document = object(delivery['document'], 'boot.ignition.document');
  return { type, url, document, needsToken };
}
