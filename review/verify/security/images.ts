import { registryOf } from '../../../config/registries.ts';
import { isObject, objectIn, type Place, walk } from '../../../imports/json.ts';
import { platformField, platformFile } from '../../kinds/platform-file.ts';
import { podsOf } from '../../kinds/pods/index.ts';
import { containersOf } from '../../kinds/pods/workload.ts';
import type { Manifest } from '../../tree/manifest.ts';
import { once } from '../../tree/once.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';

/** An image, or the tag of one, and where it is written. */
interface Image {
  readonly item: Item;
  readonly field: string;
  readonly text: string;
  readonly isTag: boolean;
}

export const images: Check = {
  rule: 'security/images',
  promise: 'every image has a written-out version: a digest, or a tag with a number in it that is not latest',
  find: (tree) =>
    imagesOf(tree)
      .filter(({ text, isTag }) => !isPinned(text, isTag))
      .map(({ item, field, text, isTag }) => ({
        item,
        field,
        message: `${isTag ? 'the tag' : 'the image'} '${text}' says no version, so another image runs after the next restart`,
        remedy: "name a version, e.g. 'registry.example.com/web:1.2.3', or a digest",
      })),
};

export const mirrors: Check = {
  rule: 'security/mirrors',
  promise: 'no image comes from a registry that has a mirror',
  find: (tree) => {
    const registries = objectIn(platformFile(tree)?.body, 'registries');
    if (Object.keys(registries).length === 0) return [];
    const named = imagesOf(tree).filter(({ isTag }) => !isTag);
    const inArguments = tree.items.flatMap((item) =>
      argumentsWithin(item.manifest).map((image) => ({ item, ...image })),
    );
    return [...named, ...inArguments].flatMap(({ item, field, text }) => {
      const { registry, path } = registryOf(text);
      if (!Object.hasOwn(registries, registry)) return [];
      return [
        {
          item,
          field,
          message: `the image '${text}' is pulled from ${registry}, which nodes may not reach: a mirror takes its place`,
          remedy: `pull '${registries[registry]}/${path}'`,
        },
      ];
    });
  },
};

/** Images that a program is told of, for pods that it makes: `--prometheus-config-reloader=quay.io/…:v1`. */
const argumentsWithin = once((manifest: Manifest): readonly Omit<Image, 'item'>[] =>
  walk(manifest['spec']).flatMap(({ path, value }) => {
    const text = /\.args\.\d+$/.test(path)
      ? /^--?[\w-]+=(.*[.:].*\/.*[:@][\w.-]+)$/.exec(String(value))?.[1]
      : undefined;
    return text === undefined || /:\/\//.test(text) ? [] : [{ field: `spec.${path}`, text, isTag: false }];
  }),
);

function imagesOf(tree: Tree): readonly Image[] {
  const ofPods = podsOf(tree)
    .filter(({ source }) => source === 'text')
    .flatMap(({ item, spec, field }) =>
      containersOf(spec).flatMap(({ field: container, body }) =>
        imageOf(field(`${container}.image`), body['image']).map((image) => ({ item, ...image })),
      ),
    );
  const platform = platformFile(tree);
  const ofJobs = platform
    ? walk(platform.body).flatMap(({ path, value }) =>
        /(^|\.)image$/.test(path)
          ? imageOf(platformField, value).map((image) => ({ item: platform.item, ...image }))
          : [],
      )
    : [];
  return [...tree.items.flatMap(imagesIn), ...ofPods, ...ofJobs];
}

/** Every `image` and every `tag` of an image, at whatever depth; a CRD has only names of fields. */
function imagesIn(item: Item): readonly Image[] {
  return imagesWithin(item.manifest).map((image) => ({ item, ...image }));
}

const imagesWithin = once((manifest: Manifest): readonly Omit<Image, 'item'>[] => {
  if (manifest.kind === 'CustomResourceDefinition') return [];
  const parts = walk(manifest);
  const groups = new Map(parts.filter(({ value }) => isObject(value)).map(({ path, value }) => [path, value] as const));
  return parts.flatMap((part) => {
    const { path, value } = part;
    const beside = groups.get(path.slice(0, Math.max(0, path.lastIndexOf('.'))));
    if (/(^|\.)image$/.test(path)) return hasTag(beside) ? [] : imageOf(path, value);
    return isTagOfImage(part, beside) ? [{ field: path, text: String(value), isTag: true }] : [];
  });
});

function imageOf(field: string, value: unknown): readonly Omit<Image, 'item'>[] {
  return typeof value === 'string' && value !== '' ? [{ field, text: value, isTag: false }] : [];
}

/** Charts split an image: `{ repository, tag }`. */
function hasTag(group: Place['value'] | undefined): boolean {
  return isObject(group) && typeof group['tag'] === 'string' && group['tag'] !== '';
}

function isTagOfImage({ path, value }: Place, group: Place['value'] | undefined): boolean {
  if (typeof value !== 'string' || value === '' || !/(^|\.)(tag|defaultAirflowTag)$/.test(path)) return false;
  return !(isObject(group) && typeof group['digest'] === 'string' && group['digest'] !== '');
}

function isPinned(text: string, isTag: boolean): boolean {
  if (/sha256:[0-9a-f]{64}$/.test(text)) return true;
  const tag = isTag ? text : (text.split('@')[0]?.split('/').pop()?.split(':')[1] ?? '');
  return /\d/.test(tag) && !/latest/i.test(tag);
}
