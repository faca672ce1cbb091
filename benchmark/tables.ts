import type { Results } from './ratios';
import { GOALS } from './ratios';

function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]) => row.map((cell, column) => column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])).join('  ');
  return [line(header), ...rows.map(line)].join('\n');
}

/** What a run has found, for a terminal. */
export function tablesOf({ syntheses, written, ratios }: Results): string {
  return [
    table(['CPU of a synthesis', 'services', 'validation', 'CPU, ms', 'memory, MiB'], syntheses.map(({ program, services, validated, cpu, memory }) =>
      [program, String(services), validated ? 'on' : 'off', cpu.toFixed(0), memory.toFixed(0)])),
    table(['written for a service', 'resources', 'once', 'bytes'], written.map(({ program, resources, fixed, bytes }) =>
      [program, String(resources), String(fixed), String(bytes)])),
    table(['beside the plain L2', 'found', 'goal', ''], Object.entries(ratios).map(([name, ratio]) =>
      [name, ratio.toFixed(2), name in GOALS ? GOALS[name].toFixed(2) : '', name in GOALS && ratio > GOALS[name] ? 'not met' : ''])),
  ].join('\n\n');
}
