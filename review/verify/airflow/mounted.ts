import { at, type Json, listIn } from '../../../imports/json.ts';
import { platformFile } from '../../kinds/platform-file.ts';
import { textPods } from '../../kinds/pods/text.ts';
import type { Check } from '../check.ts';
import { airflowsIn } from './installation.ts';

/** By this variable a DAG finds the file that tells it of the platform. */
const variable = 'AIRFLOW_PLATFORM_FILE';

export const platformMounted: Check = {
  rule: 'airflow/platform-mounted',
  promise: 'the pods that run DAG code find platform.json where their variable says',
  find: (tree) => {
    const platform = platformFile(tree);
    if (platform === undefined) return [];
    return airflowsIn(tree).flatMap(({ item, field, values }) => {
      const tasks = textPods(tree).filter((pod) => pod.item === item);
      const places: readonly Place[] = [
        { of: 'the components', field, container: values, pod: values },
        ...tasks.map(({ spec, field: placeOf }) => ({
          of: 'task pods',
          field: placeOf(''),
          container: at(spec, 'containers.0'),
          pod: spec,
        })),
      ];
      return places.flatMap((place) => {
        const wrong = mistakeIn(place, platform.item.id.name);
        return wrong === undefined
          ? []
          : [
              {
                item,
                field: place.field,
                message: `${wrong}: no DAG that runs a Spark job can be imported`,
                remedy: 'mount the ConfigMap as a folder, and let the variable name the file in it',
              },
            ];
      });
    });
  },
};

/** The same fields in a container and its pod, and in the values for all pods of the chart. */
interface Place {
  readonly of: string;
  readonly field: string;
  readonly container: Json | undefined;
  readonly pod: Json;
}

function mistakeIn({ of, container, pod }: Place, configMap: string): string | undefined {
  const named = (list: readonly Json[], key: string, value: Json | undefined) =>
    list.find((entry) => at(entry, key) === value);
  const file = at(named(listIn(container, 'env'), 'name', variable), 'value');
  if (typeof file !== 'string') return `gives no ${variable} to ${of}`;
  const folder = file.slice(0, file.lastIndexOf('/'));
  const mount = named(listIn(container, 'volumeMounts'), 'mountPath', folder);
  const volume = mount && named(listIn(pod, 'volumes'), 'name', at(mount, 'name'));
  if (at(volume, 'configMap.name') === configMap) return undefined;
  return `points ${variable} of ${of} to ${folder}, where ConfigMap ${configMap} is not mounted`;
}
