import { reads, readsLabels } from '../../../review/compare/relevant.ts';
import type { Manifest } from '../../../review/tree/manifest.ts';
import { type Document, Tree } from '../../../review/tree/tree.ts';
import { allChecks } from '../../../review/verify/checks.ts';
import { findings, platform, seeds } from './seeds.ts';

describe('a seeded defect', () => {
  test.each(seeds)('of $rule is not found in what only looks like it', ({ rule, nearMiss }) => {
    const own = allChecks.filter((check) => check.rule === rule);
    expect(findings(own, nearMiss(platform))).toEqual([]);
  });

  // A review runs no check again for a change of what it does not read.
  test.each(seeds)('of $rule, and what only looks like it, is judged without what the check does not read', (seed) => {
    const own = allChecks.filter(({ rule }) => rule === seed.rule);
    for (const tree of [seed.defect(platform), seed.nearMiss(platform)]) {
      const documents = tree.items
        .filter(({ id }) => reads(seed.rule, id.kind))
        .map((item) => (readsLabels(seed.rule, item.id.kind) ? item : withoutLabels(item)));
      const part = new Tree(tree.environment, documents, tree.unreadable);
      expect(findings(own, part)).toEqual(findings(own, tree));
    }
  });

  // What needs the templates of the cluster has its own pairs in contract.test.ts and settings.test.ts.
  test('is there for every check that needs no templates', () => {
    const rules = allChecks
      .map(({ rule }) => rule)
      .filter((rule) => !/^contract\/|^airflow\/database-connections$/.test(rule));
    expect(rules.filter((rule) => !seeds.some((seed) => seed.rule === rule))).toEqual([]);
  });
});

function withoutLabels(document: Document): Document {
  const { labels: _, ...metadata } = document.manifest.metadata;
  return { ...document, manifest: { ...document.manifest, metadata } as Manifest };
}
