import { at, isList, isObject, type Json, textsIn } from '../../imports/json.ts';
import { distinct } from './words.ts';

/** Steps from the root of an object. A step into a list names the item: `[name=base]`, or `[2]` where items have no name. */
export type Path = readonly string[];

/** `spec.containers[name=base].image`, as a report writes it; a step with dots or spaces is in quotes. */
export function pathText(path: Path): string {
  return path.reduce((text, step) => {
    if (step.startsWith('[')) return text + partText(step);
    if (/[^\w$-]/.test(step)) return `${text}["${step}"]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** The fields of several differences, each once. */
export function fieldTexts(differences: readonly { readonly path: Path }[]): readonly string[] {
  return distinct(differences.map(({ path }) => pathText(path)));
}

/** A part of a set is named by its content: of `[{"resources":["pods"],"verbs":["get"]}]` only the values are shown. */
function partText(step: string): string {
  if (!/^\[[{[]/.test(step)) return step;
  const words = textsIn(JSON.parse(step.slice(1, -1)) as Json).filter((word) => word !== '');
  return `[${words.join(' ')}]`;
}

/** The name that says what a value is: of its field, or of the variable that it belongs to. */
export function nameAt(path: Path): string {
  const last = path.at(-1) ?? '';
  const variable = /^\[name=([^,\]]+)/.exec(path.at(-2) ?? '')?.[1];
  return last === 'value' && variable !== undefined ? variable : last;
}

/** What stands at a path; a step into a list finds the item with that name. */
export function valueAt(root: Json | undefined, path: Path): Json | undefined {
  return path.reduce((value, step) => {
    const [, field = '', name] = /^\[(\w+)=(.*)\]$/.exec(step) ?? [];
    if (isList(value)) return value.find((item) => at(item, field) === name);
    return isObject(value) ? value[step] : undefined;
  }, root);
}

/** Whether a path lies at or below a place. `*` stands for any one step. */
export function isUnder(path: Path, place: string): boolean {
  const steps = place.split('.');
  return steps.length <= path.length && steps.every((step, index) => step === '*' || step === path[index]);
}
