import { literal } from './compare/words.ts';
import type { SourceOf } from './report/changes.ts';
import { changedSources, isReadFor, type Side } from './side.ts';
import type { Item } from './tree/tree.ts';

/** Where the source changed, as `<file>:<line>` of the head, or of the base for a file that is gone. */
function changedPlaces(before: Side, after: Side): readonly string[] {
  return (changedSources(before, after) ?? []).filter(isWritten).flatMap((path) => {
    const [old, now] = [before.read(path), after.read(path)].map((text) => text?.split('\n'));
    if (!now) return [`${path} (removed)`];
    if (!old) return [`${path}:1`];
    const first = now.findIndex((line, index) => line !== old[index]);
    return [`${path}:${(first === -1 ? Math.min(now.length, old.length) : first) + 1}`];
  });
}

/** Written by a person, not by a generator or a package manager. */
function isWritten(path: string): boolean {
  return /^(config|charts|cluster)\//.test(path);
}

/** What the header of a rendered file says of its construct. */
const header = /^# .* from (\w+), construct (\S+)\. /m;

/**
 * Finds what decides an object: the one place that changed, where only one did and it is read for this environment;
 * otherwise the line of the construct that makes the object.
 */
export function provenance(
  before: Side,
  after: Side,
): { readonly places: readonly string[]; readonly sourceOf: SourceOf } {
  const places = changedPlaces(before, after);
  const made = new Map<string, string | undefined>();
  return {
    places,
    sourceOf: (objects, environments) => {
      const own = places.filter((place) => isReadFor(environments, place));
      if (own.length === 1) return own[0];
      const item = objects.find((object): object is Item => 'id' in object);
      if (!item) return undefined;
      if (!made.has(item.file))
        made.set(item.file, constructPlace(item.file, after) ?? constructPlace(item.file, before));
      return made.get(item.file);
    },
  };
}

/** The line of `charts/` that makes what a file of `dist/` holds. */
function constructPlace(file: string, side: Side): string | undefined {
  const text = side.trees.map(({ texts }) => texts.get(file)).find((found) => found !== undefined);
  const [, name, path = ''] = header.exec(text ?? '') ?? [];
  if (name === undefined) return undefined;
  const charts = [...(side.sources?.keys() ?? [])].filter((source) => /^charts\/.*\.ts$/.test(source));
  const chart = charts.find((source) => new RegExp(`^export class ${name}\\b`, 'm').test(side.read(source) ?? ''));
  if (chart === undefined) return undefined;
  const folder = chart.slice(0, chart.lastIndexOf('/'));
  const near =
    folder === 'charts' ? [] : charts.filter((source) => source.startsWith(`${folder}/`) && source !== chart);
  const id = path.split('/').at(-1) ?? '';
  const found = [chart, ...near].flatMap((source) => {
    const line = lineOf(side.read(source) ?? '', id);
    return line === undefined ? [] : [`${source}:${line}`];
  });
  return found[0] ?? `${chart}:${lineMatching(side.read(chart) ?? '', new RegExp(`^export class ${name}\\b`)) ?? 1}`;
}

/** The line that names a construct: its id, or a template that makes it. */
function lineOf(text: string, id: string): number | undefined {
  const exact = lineMatching(text, new RegExp(`this, ['"]${literal(id)}['"]`));
  if (exact !== undefined) return exact;
  const templates = [...text.matchAll(/this, `([^`]+)`/g)];
  const made = templates.find(([, template = '']) => {
    const parts = template.split(/\$\{[^}]*\}/).map(literal);
    return new RegExp(`^${parts.join('.+')}$`).test(id);
  });
  return made ? text.slice(0, made.index).split('\n').length : undefined;
}

function lineMatching(text: string, form: RegExp): number | undefined {
  const index = text.split('\n').findIndex((line) => form.test(line));
  return index === -1 ? undefined : index + 1;
}
