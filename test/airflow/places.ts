import { isObject, type Schema } from '../../imports/json.ts';

type Path = readonly (string | number)[];

/** An object somewhere in the values, and how to reach it. */
export interface Place {
  readonly path: Path;
  readonly keys: readonly string[];
}

/** Every object in the values, except those whose keys are ours to choose: labels, quantities, options, arguments. */
export function closedPlaces(values: unknown, path: Path = []): readonly Place[] {
  if (Array.isArray(values)) return values.flatMap((item, index) => closedPlaces(item, [...path, index]));
  if (typeof values !== 'object' || values === null || freeMaps.has(String(path.at(-1)))) return [];
  return [
    { path, keys: Object.keys(values) },
    ...Object.entries(values).flatMap(([key, value]) => closedPlaces(value, [...path, key])),
  ];
}

/** Keys of these are free in the chart, so types of our own close what is in them (`options.ts`, `dag-bundle.ts`). */
export const freeMaps: ReadonlySet<string> = new Set([
  'airflowPodAnnotations',
  'annotations',
  'config',
  'jobAnnotations',
  'kwargs',
  'limits',
  'matchLabels',
  'nodeSelector',
  'requests',
]);

/** A copy in which one key of one place has another name. */
export function renamed(values: object, { path }: Place, key: string, name: string): object {
  const copy = structuredClone(values);
  const section = path.reduce<unknown>((part, step) => (part as Record<string | number, unknown>)[step], copy);
  const object = section as Record<string, unknown>;
  object[name] = object[key];
  delete object[key];
  return copy;
}

/** Every key that the chart knows, wherever it knows it. */
export function knownKeys(schema: Schema): ReadonlySet<string> {
  const keys = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) for (const item of part) visit(item);
    if (!isObject(part as never)) return;
    const { properties } = part as { properties?: object };
    for (const key of Object.keys(properties ?? {})) keys.add(key);
    for (const child of Object.values(part as object)) visit(child);
  };
  visit(schema);
  return keys;
}

/** What fingers do: a letter left out, doubled, swapped with the next, or of the other case. */
export function misspelt(key: string, position: number): readonly string[] {
  const at = position % key.length;
  const [before, letter, after] = [key.slice(0, at), key.charAt(at), key.slice(at + 1)];
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return [
    before + after,
    before + letter + letter + after,
    before + after.charAt(0) + letter + after.slice(1),
    before + other + after,
  ].filter((typo) => typo !== key && typo !== '');
}
