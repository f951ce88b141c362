import { addOnCharts } from '../../config/owned-values.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { at } from '../../imports/json.ts';
import { messageOf } from '../config/edit.ts';
import { platformConfig } from '../fixtures.ts';
import { children, render, valuesOf } from '../render.ts';
import { everything } from '../support/configs.ts';

const withValues = (values: NonNullable<PlatformConfig['values']>): PlatformConfig => ({ ...platformConfig(), values });

describe('the Helm values of the config', () => {
  test('are merged last: objects into those of the platform, lists behind them, all else in their place', () => {
    const values = valuesOf(
      render(
        withValues({
          airflow: {
            env: [{ name: 'HTTPS_PROXY', value: 'http://proxy.example.com' }],
            databaseCleanup: { schedule: '0 5 * * *' },
            scheduler: { livenessProbe: { timeoutSeconds: 90 } },
          },
        }),
      ),
      'airflow',
    );
    const own = valuesOf(render(platformConfig()), 'airflow');
    expect(at(values, 'env')).toEqual([at(own, 'env.0'), { name: 'HTTPS_PROXY', value: 'http://proxy.example.com' }]);
    expect(at(values, 'databaseCleanup')).toEqual({ ...Object(at(own, 'databaseCleanup')), schedule: '0 5 * * *' });
    expect(at(values, 'scheduler.livenessProbe')).toEqual({
      timeoutSeconds: 90,
      periodSeconds: 60,
      failureThreshold: 5,
    });
    expect(at(values, 'triggerer')).toEqual(at(own, 'triggerer'));
  });

  test('reach every add-on, and no other chart', () => {
    const plain: PlatformConfig = { ...everything };
    Reflect.deleteProperty(plain, 'values');
    const [before, after] = [render(plain), render(everything)];
    const changed = children(after).filter(
      ({ name, charts }) =>
        charts.length > 0 && JSON.stringify(valuesOf(after, name)) !== JSON.stringify(valuesOf(before, name)),
    );
    expect(changed.flatMap(({ charts }) => charts.map(({ chart }) => chart)).sort()).toEqual(
      Object.values(addOnCharts).sort(),
    );
  });

  test('that a chart does not know are refused, with the one that was meant', () => {
    const misspelt = withValues({ airflow: { scheduler: { podAnotations: {} } } } as never);
    expect(messageOf(() => render(misspelt))).toContain(
      "chart 'airflow': values.airflow.scheduler.podAnotations: is not a value of this chart; did you mean 'podAnnotations'?",
    );
    const ofWrongType = withValues({ karpenter: { logLevel: 3 } } as never);
    expect(messageOf(() => render(ofWrongType))).toMatch(
      /chart 'karpenter': values\.karpenter\.logLevel: needs string, got integer/,
    );
  });

  test('never set a name a second time', () => {
    const twice = withValues({ airflow: { env: [{ name: 'AIRFLOW_PLATFORM_FILE', value: '/tmp/x' }] } });
    expect(messageOf(() => render(twice))).toContain(
      "values.airflow.env[0].name: 'AIRFLOW_PLATFORM_FILE' is already there, set by the platform; use another name",
    );
  });
});
