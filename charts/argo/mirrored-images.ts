import { chartImages } from '../../config/chart-images.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { mirrored, mirrorOf } from '../../config/registries.ts';
import { at, isList, isObject, type Json, type JsonObject, mapValues } from '../../imports/json.ts';
import { addOnOf } from './added-values.ts';

/**
 * The values of a chart with every image through the mirror of its registry: those that the chart has by itself, and those that the
 * config adds, also in containers of its own.
 */
export function withMirroredImages(chart: string, values: object, config: Pick<PlatformConfig, 'registries'>): object {
  const { registries } = config;
  const addOn = addOnOf(chart);
  if (registries === undefined || addOn === undefined) return values;
  return Object.entries(chartImages[addOn]).reduce<Json>(
    (sofar, [place, ownImage]) => {
      const path = place.split('/');
      const image = String(at(sofar, path.join('.')) ?? ownImage);
      const pulled = path.at(-1) === 'registry' ? mirrorOf(image, config) : mirrored(image, config);
      return pulled === undefined || pulled === image ? sofar : withValue(sofar, path, pulled);
    },
    ofContainers(values as JsonObject, config),
  ) as object;
}

/** An image in one text is that of a container in a list of them. */
function ofContainers(value: Json, config: Pick<PlatformConfig, 'registries'>): Json {
  if (isList(value)) return value.map((item) => ofContainers(item, config));
  if (!isObject(value)) return value;
  return mapValues(value, (part, key) =>
    key === 'image' && typeof part === 'string' ? mirrored(part, config) : ofContainers(part, config),
  );
}

function withValue(value: Json | undefined, [key, ...rest]: readonly string[], leaf: string): Json {
  if (key === undefined) return leaf;
  const before = isObject(value) ? value : {};
  return { ...before, [key]: withValue(before[key], rest, leaf) };
}
