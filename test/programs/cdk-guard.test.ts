import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib/core';
import { guardRules, isMistake } from '../../cluster/validation.ts';
import { accepted, type Example, refused } from './guard-examples.ts';

const rules = guardRules().flatMap(({ content }) =>
  // A rule ends where the next begins; each of its clauses has a message.
  content
    .split(/^rule /m)
    .slice(1)
    .map((rule) => ({
      rule: String(/^\w+/.exec(rule)),
      clauses: rule.match(/<<.+>>/g)?.length ?? 0,
    })),
);

interface Violation {
  readonly rule: string;
  readonly id: string | undefined;
}

/** All examples are checked as one template, because each run of the engine takes a second. */
function violations(resources: Readonly<Record<string, Example>>): Violation[] {
  const folder = mkdtempSync(join(tmpdir(), 'guard-'));
  const templatePath = join(folder, 'template.json');
  writeFileSync(templatePath, JSON.stringify({ Resources: resources }));
  try {
    const plugin = new CloudFormationValidatePlugin({ guardRules: guardRules(), includeDefaultRules: false });
    const report = plugin.validate({
      appConstruct: new App(),
      stackTemplates: [{ stackConstructPath: 'it', templatePath, accountId: '111122223333', region: 'eu-west-1' }],
      templatePaths: [templatePath],
    });
    return report.violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ resourceLogicalId }) => ({ rule: ruleName, id: resourceLogicalId })),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the Guard rules', () => {
  const examples = Object.entries(refused).flatMap(([rule, resources]) =>
    resources.map((resource, index) => ({ rule, id: `${rule.replaceAll('_', '')}${index}`, resource })),
  );
  let found: Violation[];

  beforeAll(() => {
    const ours = new Set(rules.map(({ rule }) => rule));
    found = violations({
      ...accepted,
      ...Object.fromEntries(examples.map(({ id, resource }) => [id, resource])),
    }).filter(({ rule }) => ours.has(rule));
  });

  test('accept what breaks none of them', () => {
    expect(found.filter(({ id }) => id !== undefined && id in accepted)).toEqual([]);
  });

  // Each example breaks one clause, so without this clause it breaks nothing.
  test.each(examples)('refuse what breaks $rule, and name no other rule: $id', ({ rule, id }) => {
    expect(new Set(found.filter((violation) => violation.id === id).map((violation) => violation.rule))).toEqual(
      new Set([rule]),
    );
  });

  test.each(rules)('show for each of the $clauses clauses of $rule what it refuses', ({ rule, clauses }) => {
    expect(clauses).toBeGreaterThan(0);
    expect(refused[rule]?.length).toBeGreaterThanOrEqual(clauses);
  });
});

describe('an error that ends the run', () => {
  test('is a mistake where a rule is broken, and a bug otherwise', () => {
    expect(isMistake(Object.assign(new Error('name the role'), { name: 'ValidationFailed' }))).toBe(true);
    expect(isMistake(new TypeError('undefined is not a function'))).toBe(false);
  });
});
