import { isList, type Json, type JsonObject } from '../../../imports/json.ts';
import {
  canonical,
  childShape,
  documentIn,
  documentShape,
  itemShape,
  itemStep,
} from '../../../review/compare/canonical.ts';
import type { Difference } from '../../../review/compare/diff.ts';
import type { Shape } from '../../../review/compare/shape.ts';

/** A value after its differences: what `diff` says must be enough to make the other side. */
export function apply(
  value: Json | undefined,
  differences: readonly Difference[],
  shape: Shape = {},
): Json | undefined {
  const whole = differences.find(({ path }) => path.length === 0);
  if (whole) return whole.after;
  if (differences.length === 0) return value;
  if (typeof value === 'string') {
    return JSON.stringify(apply(documentIn(value) as Json, differences, documentShape(shape)));
  }
  return isList(value) ? applyToList(value, differences, shape) : applyToMap(value as JsonObject, differences, shape);
}

function applyToMap(value: JsonObject, differences: readonly Difference[], shape: Shape): Json {
  const result: Record<string, Json> = { ...value };
  for (const [key, own] of byStep(differences)) {
    const now = apply(Object.hasOwn(value, key) ? value[key] : undefined, own, childShape(shape, key));
    if (now === undefined) delete result[key];
    else Object.defineProperty(result, key, { value: now, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

function applyToList(list: readonly Json[], differences: readonly Difference[], shape: Shape): Json {
  const items = itemShape(shape);
  if (shape.list && 'units' in shape.list) {
    const gone = new Set(differences.flatMap(({ path: [step = ''], before }) => (before === undefined ? [] : [step])));
    const added = differences.flatMap(({ after }) => (after === undefined ? [] : [after]));
    const kept = shape.list
      .units(list)
      .filter((unit) => !gone.has(`[${JSON.stringify(canonical(unit, items) ?? null)}]`));
    return [...kept, ...added].flatMap((unit) => (isList(unit) ? unit : [unit]));
  }
  const steps = byStep(differences);
  const rest = new Map(steps);
  const first = [...steps.keys()].find((step) => step !== '[order]') ?? '[name=x]';
  const by = shape.list?.by ?? [/^\[(\w+)=/.exec(first)?.[1] ?? ''];
  const seen = new Map<string, number>();
  const named = list.map((item, index) => {
    const name = /^\[\d+\]$/.test(first) ? `[${index}]` : (itemStep(item, by, items) ?? '');
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return { step: nth === 1 ? name : `${name}#${nth}`, item };
  });
  const kept = named.flatMap(({ step, item }) => {
    const own = rest.get(step) ?? [];
    rest.delete(step);
    const now = apply(item, own, items);
    return now === undefined ? [] : [{ step, item: now }];
  });
  rest.delete('[order]');
  const added = [...rest].flatMap(([step, own]) =>
    own.flatMap(({ after }) => (after === undefined ? [] : [{ step, item: after }])),
  );
  const order = steps.get('[order]')?.[0]?.after as readonly string[] | undefined;
  const all = [...kept, ...added];
  if (!order) return all.map(({ item }) => item);
  const ordered = all
    .filter(({ step }) => order.includes(step))
    .sort((a, b) => order.indexOf(a.step) - order.indexOf(b.step));
  return [...ordered, ...all.filter(({ step }) => !order.includes(step))].map(({ item }) => item);
}

/** The differences below each step, with the rest of their paths. */
function byStep(differences: readonly Difference[]): ReadonlyMap<string, readonly Difference[]> {
  const steps = new Map<string, Difference[]>();
  for (const {
    path: [step = '', ...path],
    ...sides
  } of differences) {
    steps.set(step, [...(steps.get(step) ?? []), { path, ...sides }]);
  }
  return steps;
}
