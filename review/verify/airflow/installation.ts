import { at, type JsonObject } from '../../../imports/json.ts';
import { type ChartInUse, chartsOf } from '../../kinds/helm/values.ts';
import type { Tree } from '../../tree/tree.ts';

/** Where the values of the official chart say how a component runs. */
export const components = {
  apiServer: 'apiServer',
  scheduler: 'scheduler',
  dagProcessor: 'dagProcessor',
  triggerer: 'triggerer',
  worker: 'workers.kubernetes',
} as const;

export type Component = keyof typeof components;

/** One installation of Airflow's official chart. */
export interface Airflow extends ChartInUse {
  /** Service account of a component; `undefined` where the chart chooses the name. */
  account(component: Component): string | undefined;
}

export function airflowsIn(tree: Tree): readonly Airflow[] {
  return chartsOf(tree)
    .filter(({ source }) => source.chart === 'airflow')
    .map((chart) => ({ ...chart, account: (component) => textAt(chart.values, accountField(component)) }));
}

/** The field of the values that names the service account of a component. */
export function accountField(component: Component): string {
  return `${components[component]}.serviceAccount.name`;
}

function textAt(values: JsonObject, path: string): string | undefined {
  const value = at(values, path);
  return typeof value === 'string' ? value : undefined;
}
