import { waveOf } from '../../tree/manifest.ts';
import { describeId } from '../../tree/object-id.ts';
import { whenApplicationGoes, whenPruned } from '../../tree/removal.ts';
import type { Item, Tree } from '../../tree/tree.ts';

/** An object in the cluster, with the tree that it was applied from. */
export interface Live {
  readonly item: Item;
  readonly tree: Tree;
}

/** Charts whose controller has put a finalizer on objects of a kind: without the controller these never go. */
export const finalizedBy: Readonly<Record<string, string>> = {
  EC2NodeClass: 'karpenter',
  ExternalSecret: 'external-secrets',
  Ingress: 'aws-load-balancer-controller',
  NodePool: 'karpenter',
};

/** Namespaces that are there before Argo CD is: those of the cluster, and the one that it is installed into. */
export const given = ['default', 'kube-node-lease', 'kube-public', 'kube-system', 'argocd'];

/** What stands in the cluster, as far as the order of syncs depends on it. */
export class Cluster {
  readonly #live = new Map<string, Live>();
  readonly #byApplication = new Map<string, Map<string, Live>>();
  readonly #namespaces = new Set(given);
  readonly #changes = new Map<string, number>();
  /** Charts of which an Application has been synced, and whose controller so runs. */
  readonly charts = new Set<string>();

  /** Objects of an Application, the first wave first. */
  of(application: string): readonly Live[] {
    const own = this.#byApplication.get(application)?.values() ?? [];
    return [...own].sort((a, b) => waveOf(a.item.manifest) - waveOf(b.item.manifest));
  }

  /** How often something of an Application came or went: as long as it stays the same, so do its objects. */
  changesOf(application: string): number {
    return this.#changes.get(application) ?? 0;
  }

  get(item: Item): Live | undefined {
    return this.#live.get(item.key);
  }

  /** Why the server or Argo CD refuses the object; `undefined` where it is applied. */
  apply(item: Item, tree: Tree): string | undefined {
    const { namespace } = item.id;
    if (namespace !== undefined && !this.#namespaces.has(namespace)) {
      return `${describeId(item.id)}: the namespace is not there`;
    }
    const there = this.get(item);
    if (there && there.item.application !== item.application) {
      return `${describeId(item.id)}: belongs to Application ${there.item.application}`;
    }
    if (there?.item === item && there.tree === tree) return undefined;
    const { key } = item;
    const live = { item, tree };
    this.#live.set(key, live);
    if (isNamespace(item)) this.#namespaces.add(item.id.name);
    const own = this.#byApplication.get(item.application);
    if (own) own.set(key, live);
    else this.#byApplication.set(item.application, new Map([[key, live]]));
    this.#changed(item.application);
    return undefined;
  }

  /** Whether it is gone; one whose controller is gone stays. A namespace takes everything in it along. */
  delete({ item }: Live): boolean {
    const controller = finalizedBy[item.id.kind];
    if (controller !== undefined && !this.charts.has(controller)) return false;
    this.#remove(item);
    if (isNamespace(item)) {
      if (!given.includes(item.id.name)) this.#namespaces.delete(item.id.name);
      for (const inside of [...this.#live.values()].filter((live) => live.item.id.namespace === item.id.name)) {
        this.#remove(inside.item);
      }
    }
    return true;
  }

  #changed(application: string): void {
    this.#changes.set(application, this.changesOf(application) + 1);
  }

  #remove({ key, application }: Item): void {
    this.#live.delete(key);
    this.#byApplication.get(application)?.delete(key);
    this.#changed(application);
  }
}

function isNamespace({ id: { group, kind } }: Item): boolean {
  return group === '' && kind === 'Namespace';
}

/** Whether a person has to agree before the object goes with its Application. */
export function asksBeforeDeletion({ item, tree }: Live): boolean {
  return whenApplicationGoes(item, tree) === 'ask';
}

/** Whether it stays when its Application goes. Argo CD never deletes a CRD then. */
export function staysBehind({ item, tree }: Live): boolean {
  return item.id.kind === 'CustomResourceDefinition' || whenApplicationGoes(item, tree) === 'keep';
}

export function asksBeforePrune({ item, tree }: Live): boolean {
  return whenPruned(item, tree) === 'ask';
}

export function staysUnpruned({ item, tree }: Live): boolean {
  return whenPruned(item, tree) === 'keep';
}
