import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { type Json, type JsonObject, objectAt, type Schema } from '../json.ts';
import { schemaName } from '../load.ts';
import type { CrdSource, KubernetesSource, ValuesSource } from '../sources.ts';
import { closeValues, openSections } from './close-values.ts';
import { asDefinition, readCrd } from './crd.ts';
import { crdTypes } from './crd-types.ts';
import { inferValues } from './infer-values.ts';
import { kubernetesSchema } from './kubernetes.ts';
import type { Read } from './read.ts';
import { valuesTypes } from './values-types.ts';

export interface Sources {
  readonly crds: readonly CrdSource[];
  readonly kubernetes: readonly KubernetesSource[];
  readonly values: readonly ValuesSource[];
}

/** The folders that the import owns: each is replaced as a whole. */
export const outputFolders = ['crds', 'schemas', 'values'] as const;

/** Fills `outputFolders` under `target` and reports one line for each source. The same sources give the same bytes. */
export async function generate(
  sources: Sources,
  read: Read,
  target: string,
  report: (line: string) => void,
): Promise<void> {
  await Promise.all(outputFolders.map((folder) => mkdir(join(target, folder), { recursive: true })));
  await importCrds(sources.crds, read, target, report);
  await importKubernetes(sources.kubernetes, read, target, report);
  await importValues(sources.values, read, target, report);
}

async function importCrds(
  sources: readonly CrdSource[],
  read: Read,
  target: string,
  report: (line: string) => void,
): Promise<void> {
  const typed: JsonObject[] = [];
  for (const source of sources) {
    const crd = readCrd(parse(await read(source), source.file), source.file);
    await write(
      join(target, 'schemas', `${schemaName(`${crd.group}/${crd.version}`, crd.kind)}.json`),
      schemaText(crd.schema, source),
    );
    if (source.typed) {
      typed.push(asDefinition(crd, source.keepInTypes));
    }
    report(`${crd.group}/${crd.version} ${crd.kind}: ${source.typed ? 'types and schema' : 'schema'}`);
  }
  for (const [file, content] of await crdTypes(typed, join(target, 'work'))) {
    await write(join(target, 'crds', file), `${header}\n${content}`);
  }
}

async function importKubernetes(
  sources: readonly KubernetesSource[],
  read: Read,
  target: string,
  report: (line: string) => void,
): Promise<void> {
  const [first] = sources;
  if (first === undefined) return;
  const files = await Promise.all(
    sources.map(async (source) => ({ source, document: parse(await read(source), source.file) })),
  );
  const folder = { url: first.url.slice(0, first.url.lastIndexOf('/') + 1) };
  await write(join(target, 'schemas', 'kubernetes.json'), schemaText(kubernetesSchema(files), folder));
  for (const { group, version, kinds } of sources)
    report(`${group ? `${group}/` : ''}${version} ${kinds.join(', ')}: schema`);
}

async function importValues(
  sources: readonly ValuesSource[],
  read: Read,
  target: string,
  report: (line: string) => void,
): Promise<void> {
  for (const source of sources) {
    const document = objectAt(parse(await read(source), source.file), [], source.file);
    const schema = openSections(source.from === 'schema' ? closeValues(document) : inferValues(document), source);
    await write(join(target, 'schemas', `values-${source.chart}.json`), schemaText(schema, source));
    await write(
      join(target, 'values', `${source.chart}.ts`),
      `${header}\n${await valuesTypes(schema, source.typeName)}`,
    );
    report(
      `${source.chart}: values of the Helm chart, ${source.from === 'schema' ? 'from its schema' : 'from its defaults'}`,
    );
  }
}

const header = '// Machine-written by `npm run import`; imports/README.md says how. Do not edit.\n';

/** One space of indentation: a bump of a version stays readable as a diff, and the files stay small. */
function schemaText(schema: Schema, { url }: { readonly url: string }): string {
  const comment = `Machine-written by 'npm run import' from ${url}. Do not edit.`;
  return `${JSON.stringify({ $comment: comment, ...schema }, undefined, 1)}\n`;
}

function parse(text: string, name: string): Json {
  try {
    return load(text) as Json;
  } catch (cause) {
    throw new Error(`${name}: is neither YAML nor JSON; check the file`, { cause });
  }
}

const write = (path: string, content: string): Promise<void> => writeFile(path, content, 'utf8');
