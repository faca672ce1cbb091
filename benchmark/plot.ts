import * as vega from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { compile } from 'vega-lite';
import type { Synthesis } from './synthesis';

/** CPU by the number of services, one line a program, the CDK's validation off and on side by side. */
export async function plotOf(syntheses: readonly Synthesis[]): Promise<string> {
  const spec: TopLevelSpec = {
    title: 'CPU of one synthesis, by the number of services',
    data: { values: syntheses.map((synthesis) => ({ ...synthesis, validation: synthesis.validated ? 'validation on' : 'validation off' })) },
    facet: { column: { field: 'validation', title: null } },
    resolve: { scale: { y: 'independent' } },
    spec: {
      width: 360,
      height: 300,
      mark: { type: 'line', point: true },
      encoding: {
        x: { field: 'services', type: 'quantitative', title: 'services' },
        y: { field: 'cpu', type: 'quantitative', title: 'CPU, ms' },
        color: { field: 'program', type: 'nominal', title: 'program' },
      },
    },
    background: 'white',
  };
  return new vega.View(vega.parse(compile(spec).spec), { renderer: 'none' }).toSVG();
}
