import type { App } from 'cdk8s';
import { placeOf } from '../config/source-mistake.ts';
import { UserError } from '../config/user-error.ts';
import type { PlatformChart } from './platform-chart.ts';

/**
 * Runs a step of one chart. What it throws is a mistake of that chart's author, and is reported with the name of the chart:
 * a `UserError` says what to write instead, any other error says where in the code it was thrown.
 */
export function ofChart<T>(name: () => string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (error instanceof UserError) throw new UserError(`chart '${name()}': ${error.message}`, { cause: error });
    if (!(error instanceof Error)) throw new UserError(`chart '${name()}': throws ${error}; throw an Error instead`);
    const place = placeOf(error);
    const text = `${error.name}: ${error.message.split('\n')[0]}`;
    throw new UserError(`chart '${name()}': ${place === undefined ? '' : `${place}: `}${text}`, { cause: error });
  }
}

/** Makes a chart of the app. One that fails before it has an id is known by its class. */
export function addChart<Parameters extends readonly unknown[]>(
  app: App,
  ChartClass: new (app: App, ...parameters: Parameters) => PlatformChart,
  ...parameters: Parameters
): PlatformChart {
  const charts = app.node.children.length;
  return ofChart(
    () => app.node.children[charts]?.node.id ?? ChartClass.name,
    () => new ChartClass(app, ...parameters),
  );
}
