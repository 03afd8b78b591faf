import type { PingResult, Trace } from '../model/ping.ts';
import { count } from './count.ts';
import { indented } from './indented.ts';
import { printableLine } from './printable.ts';
import type { Style } from './style.ts';
import { tableLines } from './table.ts';

const HEAD = ['HOST', 'ROLE', 'ADDRESS', 'PORT', 'SENT', 'LOST', 'BEST', 'MEAN', 'REASON'];

/** Results as a table, what names have addresses that do not answer, traces, and what it comes to. */
export function pingText(
  results: readonly PingResult[],
  traces: readonly Trace[],
  style: Style,
): string {
  const [head = '', ...lines] = tableLines([HEAD, ...results.map(rowOf)]);
  const rows = lines.map((line, index) => (results[index]?.failed ? style('red', line) : line));
  const told = [...results.flatMap(deafLines), ...traces.flatMap(traceLines)];
  return [style('bold', head), ...rows, ...told, summaryLine(results)].join('\n') + '\n';
}

function rowOf({ target, sent, lost, answeredBy, times, reason }: PingResult): readonly string[] {
  const { host, address, port } = target;
  const by = answeredBy.filter((answer) => answer !== address);
  return [
    host.name,
    host.role,
    by.length === 0 ? address : `${address} (${by.join(', ')})`,
    String(port),
    String(sent),
    `${String(Math.round((lost / sent) * 100))}%`,
    ...(times === null ? ['-', '-'] : [showTime(times.best), showTime(times.mean)]),
    reason ?? '',
  ];
}

function showTime(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)}ms`;
}

/** A name of which some addresses are dead works, and is slow for whoever tries those first. */
function deafLines({ target, deaf }: PingResult): readonly string[] {
  return deaf.map(({ address, reason }) =>
    printableLine(
      `${target.host.name}: ${target.address} is also ${address}, which does not answer on ${String(target.port)}: ${reason}`,
    ),
  );
}

function traceLines({ target, report }: Trace): readonly string[] {
  const goal = printableLine(`${target.host.name}, ${target.address} port ${String(target.port)}`);
  switch (report.type) {
    case 'missing':
      return [
        'mtr is not installed here: there are no traces. `apt-get install mtr-tiny` brings it',
      ];
    case 'failed':
      return [printableLine(`mtr could not trace the way to ${goal}: ${report.reason}`)];
    case 'told':
      return [`the way to ${goal}:`, ...indented(report.text)];
  }
}

function summaryLine(results: readonly PingResult[]): string {
  const failed = results.filter((result) => result.failed);
  const hosts = (some: readonly PingResult[]) =>
    new Set(some.map(({ target }) => target.host)).size;
  if (results.length === 0) return 'no host has a port to try';
  return failed.length === 0
    ? `${count(hosts(results), 'host')} on ${count(results.length, 'port')}: all answer`
    : `${String(hosts(failed))} of ${count(hosts(results), 'host')} failed, on ${count(failed.length, 'port')}`;
}
