import { isObject, type JsonObject } from '../../../imports/json.ts';
import { nearest } from '../../../imports/schema-errors.ts';
import { isClusterWide, isKnownKind } from '../../kinds/known-kinds.ts';
import type { Item } from '../../tree/tree.ts';
import type { Check, Problem } from '../check.ts';

/** What a person writes into metadata. */
const written = ['name', 'generateName', 'namespace', 'labels', 'annotations', 'finalizers', 'ownerReferences'];
/** What the API server and controllers write. */
const ofTheCluster = [
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

const labelKey = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

export const metadata: Check = {
  rule: 'schema/metadata',
  promise: 'metadata has known fields only, and every label and annotation is a text that the API server takes',
  find: (tree) => tree.items.flatMap((item) => [...unknownFields(item), ...wrongTexts(item)]),
};

function unknownFields(item: Item): readonly Problem[] {
  return Object.keys(item.manifest.metadata)
    .filter((key) => !written.includes(key) && !ofTheCluster.includes(key))
    .map((key) => {
      const meant = nearest(key, written);
      return {
        item,
        field: `metadata.${key}`,
        message: `metadata.${key} is not a field of metadata: the API server refuses it or drops it`,
        remedy: meant === undefined ? 'remove it' : `write '${meant}'`,
      };
    });
}

function wrongTexts(item: Item): readonly Problem[] {
  const { labels, annotations } = item.manifest.metadata;
  const problem = (field: string, key: string, message: string, remedy: string) => ({
    item,
    field: `metadata.${field}.${key}`,
    message: `${message}, so the API server refuses the object`,
    remedy,
  });
  const entries = (map: unknown) => Object.entries(isObject(map as JsonObject) ? (map as JsonObject) : {});
  return [
    ...entries(labels).flatMap(([key, value]) => {
      if (!labelKey.test(key)) return [problem('labels', key, `'${key}' is no name of a label`, labelRemedy)];
      if (typeof value !== 'string')
        return [problem('labels', key, `label ${key} is a ${typeof value}`, 'put it in quotes')];
      return labelValue.test(value)
        ? []
        : [problem('labels', key, `label ${key} has the value '${value}'`, labelRemedy)];
    }),
    ...entries(annotations).flatMap(([key, value]) =>
      typeof value === 'string'
        ? []
        : [problem('annotations', key, `annotation ${key} is a ${typeof value}`, 'put it in quotes')],
    ),
  ];
}

const labelRemedy = "use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends";

export const ofCluster: Check = {
  rule: 'schema/status',
  promise: 'no manifest holds what the cluster itself writes: status, and the identity of a live object',
  find: (tree) =>
    tree.items.flatMap((item) =>
      [
        ...(item.manifest['status'] === undefined || item.id.kind === 'CustomResourceDefinition' ? [] : ['status']),
        ...ofTheCluster.filter((key) => (item.manifest.metadata[key] ?? null) !== null).map((key) => `metadata.${key}`),
      ].map((field) => ({
        item,
        field,
        message: `${field} is written by the cluster, so Git and cluster differ forever`,
        remedy: 'remove it',
      })),
    ),
};

export const namespace: Check = {
  rule: 'schema/namespace',
  promise: 'an object names a namespace exactly if its kind has one',
  find: (tree) =>
    tree.items.flatMap((item) => {
      const { group, kind } = item.id;
      const { namespace: own } = item.manifest.metadata;
      if (isClusterWide(group, kind) && own !== undefined) {
        return [
          {
            item,
            field: 'metadata.namespace',
            message: `${kind} has no namespace, and who reads the file looks for it in ${own}`,
            remedy: 'remove metadata.namespace',
          },
        ];
      }
      if (!isKnownKind(group, kind) || isClusterWide(group, kind) || item.id.namespace !== undefined) return [];
      return [
        {
          item,
          field: 'metadata',
          message: `${kind} has no namespace and neither has its Application, so it lands where the controller happens to be`,
          remedy: 'write metadata.namespace',
        },
      ];
    }),
};

/** Names that become a part of a DNS name, a file or a label; those of RBAC may hold more. */
const dnsName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const hashOfCdk8s = /-c8[0-9a-f]{6}$/;

export const name: Check = {
  rule: 'schema/name',
  promise: 'every name is one that the API server takes, and written out: without the hash that cdk8s would add',
  find: (tree) =>
    tree.items.flatMap((item) => {
      const { group, name: own } = item.id;
      const anyText = group === 'rbac.authorization.k8s.io' || item.chart !== undefined;
      if (!anyText && (!dnsName.test(own) || own.length > 253)) {
        return [
          {
            item,
            field: 'metadata.name',
            message: `'${own}' is no name of an object, so the API server refuses it`,
            remedy: "use lower-case letters, digits, '-' and '.', at most 253",
          },
        ];
      }
      if (!hashOfCdk8s.test(own)) return [];
      return [
        {
          item,
          field: 'metadata.name',
          message: `'${own}' was made up by cdk8s and changes with the object's place in the code, which deletes the object and makes another`,
          remedy: 'give the object a name of its own in metadata.name',
        },
      ];
    }),
};
