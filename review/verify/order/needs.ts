import { at } from '../../../imports/json.ts';
import { definedBy, readBy } from '../../kinds/helm/definitions.ts';
import { providedBy, type Reference, referencesOf } from '../../kinds/references.ts';
import type { ApplicationView } from '../../tree/application.ts';
import { waveOf } from '../../tree/manifest.ts';
import { describeId, keyOf } from '../../tree/object-id.ts';
import { type Item, isApplication, type Tree } from '../../tree/tree.ts';
import type { Check } from '../check.ts';
import { finalizedBy } from './cluster.ts';

/** Something that is applied before what it needs. */
export interface TooEarly {
  /** Whose wave comes too early, and whose too late. */
  readonly user: string;
  readonly provider: string;
  readonly item: Item;
  readonly text: string;
}

/** Whoever is applied, and when: the wave of its Application in the root, then its own. */
interface Place {
  readonly name: string;
  readonly wave: number;
  readonly inner: number;
}

export const needs: Check = {
  rule: 'order/needs',
  promise: 'nothing comes before what it needs: a namespace, a CRD, a project, an account, a Secret, a class, a store',
  find: (tree) =>
    (hasRoot(tree) ? tooEarly(tree) : []).map(({ item, text, user, provider }) => ({
      item,
      message: `${text}: an empty cluster does not get past that wave`,
      remedy: user === provider ? 'give it a later wave than what it needs' : `let ${provider} come before ${user}`,
    })),
};

export const deletion: Check = {
  rule: 'order/deletion',
  promise: 'no controller goes before the objects that only it can finish: deletion is in reverse order',
  find: (tree) =>
    (hasRoot(tree) ? tree.items : []).flatMap((item) => {
      const finalizer = finalizedBy[item.id.kind];
      if (finalizer === undefined) return [];
      const controller = tree.applications.find(({ charts }) => charts.some(({ chart }) => chart === finalizer));
      const owner = tree.application(item.application);
      if (!controller || !owner || owner.wave > controller.wave) return [];
      return [
        {
          item,
          message: `${describeId(item.id)} (wave ${owner.wave}) is deleted after ${controller.name} (wave ${controller.wave}), which alone can finish its deletion: it stays forever`,
          remedy: `let ${controller.name} come before ${owner.name}`,
        },
      ];
    }),
};

/** Waves of Applications count where one of them applies the others. */
export function hasRoot({ applications }: Tree): boolean {
  return applications.some(({ isRoot }) => isRoot);
}

/** What comes before what it needs: a namespace, a definition, a project, a Secret, a class, a store. */
export function tooEarly(tree: Tree): readonly TooEarly[] {
  const makers = makersOf(tree);
  const groups = groupMakers(tree);
  const home = tree.applications.find(({ isRoot }) => isRoot)?.namespace;
  return tree.items.flatMap((item) => {
    const user = placeOf(item, tree);
    const needed = [
      ...referencesOf(item).flatMap((reference) => {
        const maker = isGiven(reference, home) ? undefined : makers.get(keyOf(reference));
        return maker ? [{ id: reference, maker }] : [];
      }),
      ...groupsOf(item, tree).flatMap((group) => {
        const maker = groups.get(group);
        return maker && maker.name !== user.name ? [{ id: group, maker }] : [];
      }),
    ];
    if (!needed.some(({ maker }) => isLater(maker, user))) return [];
    const named = needed.map(({ id, maker }) => ({
      what: typeof id === 'string' ? `the definitions of ${id}` : describeId(id),
      maker,
    }));
    // One that is named in several fields is needed once.
    return [...new Map(named.map((need) => [need.what, need])).values()].flatMap(({ what, maker }) => {
      if (!isLater(maker, user)) return [];
      const text = `${describeId(item.id)} (wave ${user.wave}${user.inner === 0 ? '' : `, ${user.inner} in it`}) comes before ${what} (wave ${maker.wave}${maker.inner === 0 ? '' : `, ${maker.inner} in it`}), which it needs`;
      return [{ user: user.name, provider: maker.name, item, text }];
    });
  });
}

/** What is there before Argo CD applies anything, or may come later: a binding may be older than the account in it. */
function isGiven({ kind, name, field }: Reference, home: string | undefined): boolean {
  if (kind === 'Namespace') return name === home;
  return kind === 'ServiceAccount' && field.startsWith('subjects[');
}

function isLater(maker: Place, user: Place): boolean {
  return maker.name === user.name ? maker.inner > user.inner : maker.wave > user.wave;
}

/** An Application is an object of the root; what its chart needs is needed when the Application is synced. */
function placeOf(item: Item, tree: Tree): Place {
  if (isApplication(item.manifest)) return { name: item.id.name, wave: waveOf(item.manifest), inner: 0 };
  const view = tree.application(item.application);
  // The root's own objects have the waves of its children.
  if (view?.isRoot) return { name: describeId(item.id), wave: waveOf(item.manifest), inner: 0 };
  return { name: item.application, wave: view?.wave ?? 0, inner: waveOf(item.manifest) };
}

function makersOf(tree: Tree): ReadonlyMap<string, Place> {
  const makers = new Map<string, Place>();
  for (const item of tree.items.filter(({ manifest }) => !isApplication(manifest))) {
    const place = placeOf(item, tree);
    for (const key of [item.key, ...providedBy(item).map(keyOf)]) makers.set(key, place);
  }
  return makers;
}

function groupMakers(tree: Tree): ReadonlyMap<string, Place> {
  const makers = new Map<string, Place>();
  for (const view of tree.applications) {
    for (const group of view.charts.flatMap(({ chart, skipCrds }) => definedBy(chart, skipCrds))) {
      const known = makers.get(group);
      if (!known || known.wave > view.wave) makers.set(group, { name: view.name, wave: view.wave, inner: 0 });
    }
  }
  for (const item of tree.ofKind('CustomResourceDefinition')) {
    makers.set(String(at(item.manifest, 'spec.group')), placeOf(item, tree));
  }
  return makers;
}

function groupsOf(item: Item, tree: Tree): readonly string[] {
  const view: ApplicationView | undefined = isApplication(item.manifest) ? tree.application(item.id.name) : undefined;
  return [
    // Argo CD could read no Application without its own.
    ...(isApplication(item.manifest) || item.id.group === 'argoproj.io' ? [] : [item.id.group]),
    ...(view?.charts ?? []).flatMap(({ chart }) => readBy(chart)),
  ];
}
