import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { listAt, textAt, textsAt } from '../../model/json-path.ts';
import { isAddress } from '../format-network.ts';
import { below, type Report, type Trail } from '../report.ts';
import { SYNTAX } from './syntax.ts';

/** Checks that the addresses of an EndpointSlice are what it says they are. */
export function checkEndpointSlice(slice: JsonObject, at: Trail | null, report: Report): void {
  const type = textAt(slice, 'addressType');
  for (const [index, endpoint] of listAt(slice, 'endpoints').entries()) {
    if (!isJsonObject(endpoint)) continue;
    const place = below(below(below(at, 'endpoints'), index), 'addresses');
    for (const [number, address] of textsAt(endpoint, 'addresses').entries()) {
      const fault = addressFault(address, type);
      if (fault !== null) report(below(place, number), fault);
    }
  }
}

function addressFault(address: string, type: string): string | null {
  if (type === 'FQDN') return SYNTAX.dnsName(address);
  const mark = type === 'IPv6' ? ':' : '.';
  return isAddress(address) && address.includes(mark) ? null : `must be an address of ${type}.`;
}
