import { ApiObject, App, Chart } from 'cdk8s';
import type { PlatformConfig } from '../../config/platform-config.ts';

/**
 * Takes the place of `charts/platform.ts` where a test is about the way to `dist/`: quick to load, and a team that gets
 * another name makes files come, change, go and stay.
 */
export function buildPlatform({ environment, teams }: PlatformConfig): App {
  const app = new App();
  const shared = new Chart(app, 'shared', { namespace: 'shared' });
  const names = teams.map(({ name }) => name);
  for (let index = 0; index < 100; index += 1) {
    addSettings(shared, index, index % 2 === 0 ? environment : names.join());
  }
  for (const name of names) {
    const own = new Chart(app, name, { namespace: name });
    for (let index = 0; index < 100; index += 1) addSettings(own, index, environment);
  }
  return app;
}

function addSettings(chart: Chart, index: number, value: string): void {
  const metadata = { name: `settings-${index}` };
  new ApiObject(chart, `settings-${index}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { value } });
}
