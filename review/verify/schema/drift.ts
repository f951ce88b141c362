import { at, isList, isObject, type Json, type Schema, walk } from '../../../imports/json.ts';
import { builtInVersions } from '../../kinds/known-kinds.ts';
import { schemaOf } from '../../kinds/schemas.ts';
import { itemSchema, propertiesOf, propertySchema } from '../../kinds/stored.ts';
import { storedDuration, storedQuantity } from '../../kinds/stored-form.ts';
import type { Check } from '../check.ts';

export const defaults: Check = {
  rule: 'schema/defaults',
  promise: 'every default that a CRD would fill in is written out, so that Git and cluster say the same',
  find: (tree) =>
    tree.items.flatMap((item) => {
      const schema = schemaOf(item.manifest, tree);
      if (!schema || item.chart !== undefined || isBuiltIn(item.id.group)) return [];
      return missingDefaults(schema, item.manifest, '').map(({ field, value }) => ({
        item,
        field,
        message: `the API server fills in ${field}, so Argo CD may see a difference forever`,
        remedy: `write ${JSON.stringify(value)}`,
      }));
    }),
};

/** Kubernetes fills defaults into its own kinds too; Argo CD knows those. */
function isBuiltIn(group: string): boolean {
  return builtInVersions(group) !== undefined;
}

function missingDefaults(schema: Schema, value: Json, field: string): readonly { field: string; value: Json }[] {
  if (isList(value)) {
    return value.flatMap((item, index) => missingDefaults(itemSchema(schema), item, `${field}[${index}]`));
  }
  if (!isObject(value)) return [];
  const inside = (key: string) => (field ? `${field}.${key}` : key);
  return [
    ...Object.entries(propertiesOf(schema)).flatMap(([key, property]) => {
      const missing = at(property, 'default');
      return missing === undefined || (value[key] ?? null) !== null ? [] : [{ field: inside(key), value: missing }];
    }),
    ...Object.entries(value).flatMap(([key, child]) =>
      missingDefaults(propertySchema(schema, key), child, inside(key)),
    ),
  ];
}

/** Fields that a controller reads as a duration and writes back in Go's form. */
const rewrittenDurations: Readonly<Record<string, readonly string[]>> = {
  ClusterExternalSecret: ['spec.refreshTime', 'spec.externalSecretSpec.refreshInterval'],
  ExternalSecret: ['spec.refreshInterval'],
  PushSecret: ['spec.refreshInterval'],
};

export const durations: Check = {
  rule: 'schema/durations',
  promise: 'a duration that its controller rewrites is written in the form that it gets',
  find: (tree) =>
    Object.entries(rewrittenDurations).flatMap(([kind, fields]) =>
      tree.ofKind(kind).flatMap((item) =>
        fields.flatMap((field) => {
          const value = at(item.manifest, field);
          const form = typeof value === 'string' ? storedDuration(value) : undefined;
          if (form === undefined || form === value) return [];
          return [
            {
              item,
              field,
              message: `${value} becomes ${form} in the cluster, so Argo CD sees a difference forever`,
              remedy: `write ${form}`,
            },
          ];
        }),
      ),
    ),
};

const quantityField =
  /\.(requests|limits|hard|min|max|default|defaultRequest|capacity)\.(cpu|memory|storage|ephemeral-storage)$/;

export const quantities: Check = {
  rule: 'schema/quantities',
  promise: 'quantities of CPU, memory and storage are written as Kubernetes stores them',
  find: (tree) =>
    tree.items
      .filter(({ id, chart }) => isBuiltIn(id.group) && chart === undefined)
      .flatMap((item) =>
        walk(item.manifest['spec'], 'spec').flatMap(({ path, value }) => {
          const form = quantityField.test(path) ? storedQuantity(String(value)) : undefined;
          if (form === undefined || form === String(value)) return [];
          return [
            {
              item,
              field: path,
              message: `${value} is stored as ${form}: a tool that compares texts sees a difference forever`,
              remedy: `write ${form}`,
            },
          ];
        }),
      ),
};
