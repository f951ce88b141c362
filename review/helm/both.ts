import type { ChartSource } from '../tree/application.ts';
import type { ParsedDocuments } from '../tree/chart.ts';
import type { Manifest } from '../tree/manifest.ts';
import type { Tree } from '../tree/tree.ts';
import { type ChartPlaces, type Left, type Part, renderCharts } from './index.ts';
import { type Steady, steady } from './steady.ts';

/** Charts of a tree. */
export interface Wanted {
  readonly tree: Tree;
  readonly wanted: readonly ChartSource[];
}

/** `again`: objects that are not the same in two renders. */
export type RenderedPart = Part & Pick<Steady, 'again'>;

export interface Side {
  readonly tree: Tree;
  readonly parts: readonly RenderedPart[];
  readonly left: readonly Left[];
}

/**
 * Both sides once. What is the same on both is the same at each render. The rest of the head is rendered a second time, and of
 * the base what the head makes again at each render, or has no more.
 */
export async function renderBoth(
  { before, after }: { readonly before: readonly Wanted[]; readonly after: readonly Wanted[] },
  places: ChartPlaces,
): Promise<readonly [readonly Side[], readonly Side[]]> {
  const parsed: ParsedDocuments = new Map();
  const render = ({ tree, wanted }: Wanted) =>
    renderCharts(tree, { places, wanted: (source) => wanted.includes(source), parsed });
  const once = async (one: Wanted): Promise<Side> => {
    const { parts, left } = await render(one);
    return { tree: one.tree, parts: parts.map((part) => ({ ...part, again: [] })), left };
  };
  const second = async ({ tree, parts, left }: Side, isWanted: (part: Part) => boolean): Promise<Side> => {
    const wanted = parts.filter(isWanted).map(({ source }) => source);
    const others = new Map((await render({ tree, wanted })).parts.map((part) => [part.source, part.documents]));
    const marked = parts.map((part) => {
      const documents = others.get(part.source);
      return documents ? { ...part, ...steady(part.documents, documents) } : part;
    });
    return { tree, parts: marked, left };
  };

  const [bases, heads] = await Promise.all([Promise.all(before.map(once)), Promise.all(after.map(once))]);
  const now = await Promise.all(
    heads.map((head) => {
      const known = new Set(partsBeside(head, bases).flatMap(manifestsOf));
      return second(head, (part) => manifestsOf(part).some((manifest) => !known.has(manifest)));
    }),
  );
  const old = await Promise.all(
    bases.map((base) => {
      const others = partsBeside(base, now);
      return second(base, ({ application }) => {
        const own = others.filter((other) => other.application === application);
        return own.length === 0 || own.some(({ again }) => again.length > 0);
      });
    }),
  );
  return [old, now];
}

/** Of the same environment on the other side. */
function partsBeside({ tree }: Side, others: readonly Side[]): readonly RenderedPart[] {
  return others.flatMap((other) => (other.tree.environment === tree.environment ? other.parts : []));
}

function manifestsOf({ documents }: Part): readonly Manifest[] {
  return documents.map(({ manifest }) => manifest);
}
