import { printJson } from '../model/exact-json.ts';
import type { PingResult, Trace } from '../model/ping.ts';

/** Results and traces as a document of JSON. */
export function pingJson(results: readonly PingResult[], traces: readonly Trace[]): string {
  const document = {
    ok: !results.some(({ failed }) => failed),
    ports: results.map(portOf),
    traces: traces.map(({ target, report }) => ({
      host: target.host.name,
      address: target.address,
      port: target.port,
      report: report.type === 'told' ? report.text : null,
      problem: problemOf(report),
    })),
  };
  return `${printJson(document, '  ')}\n`;
}

function portOf({ target, times, deaf, answeredBy, ...result }: PingResult) {
  const { host, address, port, way } = target;
  return {
    host: host.name,
    role: host.role,
    address,
    port,
    way: way.type,
    bastion: way.type === 'bastion' ? way.bastion.address : null,
    sent: result.sent,
    lost: result.lost,
    bestMilliseconds: times?.best ?? null,
    meanMilliseconds: times?.mean ?? null,
    answeredBy,
    reason: result.reason,
    silentAddresses: deaf.map(({ address: silent, reason }) => ({ address: silent, reason })),
    ok: !result.failed,
  };
}

function problemOf(report: Trace['report']): string | null {
  if (report.type === 'told') return null;
  return report.type === 'missing' ? 'mtr is not installed' : report.reason;
}
