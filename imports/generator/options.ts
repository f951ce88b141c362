import { isObject, type Json, mapValues, objectAt, objectIn, type Schema } from '../json.ts';
import type { OptionsSource } from '../sources.ts';

/** What Airflow calls a type, and its own name in a schema. */
const types: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  float: 'number',
  integer: 'integer',
  string: 'string',
};

/**
 * The options of airflow.cfg by section, as a schema that is closed at both depths. One that holds a secret is `writeOnly`.
 * A section that two sources list has the options of both.
 */
export function optionsSchema(
  documents: readonly { readonly source: OptionsSource; readonly document: Json }[],
): Schema {
  const sections: Record<string, Record<string, Json>> = {};
  for (const { source, document } of documents) {
    const listed = source.name === 'airflow' ? document : objectAt(document, ['config'], source.file);
    for (const [section, content] of Object.entries(objectAt(listed, [], source.file))) {
      const options = mapValues(objectAt(content, ['options'], `${source.file}: ${section}`), (option, name) =>
        optionSchema(option, `${source.file}: ${section}.${name}`),
      );
      sections[section] = { ...sections[section], ...options };
    }
  }
  return closed(mapValues(sections, (options) => closed(objectIn(options))));
}

function optionSchema(option: Json, place: string): Schema {
  const { type, sensitive, default: value } = isObject(option) ? option : {};
  const known = types[String(type)];
  if (known === undefined) {
    throw new Error(
      `${place}: has the type ${JSON.stringify(type) ?? 'nothing'}; add it to imports/generator/options.ts`,
    );
  }
  return {
    type: known === 'string' ? textOr(String(value)) : known,
    ...(sensitive === true ? { writeOnly: true } : {}),
  };
}

/** Airflow calls some flags and numbers text; their default says what they are. */
function textOr(value: string): Json {
  if (/^(true|false)$/i.test(value)) return ['boolean', 'string'];
  return /^\d+$/.test(value) ? ['integer', 'string'] : 'string';
}

function closed(properties: Schema): Schema {
  return { type: 'object', properties, additionalProperties: false };
}
