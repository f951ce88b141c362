import { at, listIn, stringsIn } from '../../../../imports/json.ts';
import { leaving } from '../../change.ts';
import type { Difference } from '../../diff.ts';
import { isUnder, pathText } from '../../path.ts';
import type { Severity, Verdict } from '../../verdict.ts';

const isPolicy = (kind: string) => /^ValidatingAdmissionPolicy(Binding)?$/.test(kind);

/** What a change of a field of the policy, or of its binding, means. */
const fields: readonly {
  readonly path: string;
  readonly severity: Severity;
  readonly says: (difference: Difference) => string | undefined;
}[] = [
  {
    path: 'spec.failurePolicy',
    severity: 'danger',
    says: ({ after }) =>
      after === 'Ignore'
        ? 'the admission policy fails open (failurePolicy Ignore): an object for which a rule cannot be worked out is let through'
        : undefined,
  },
  ...['spec.matchConstraints', 'spec.matchConditions', 'spec.matchResources', 'spec.variables'].map((path) => ({
    path,
    severity: 'warn' as const,
    says: () => 'the admission policy is asked about other objects, or judges them otherwise',
  })),
];

export const admission: Verdict = {
  rule: 'rights/admission',
  severity: 'danger',
  promise: 'Where an admission policy lets objects through that it refused before',
  judge(change) {
    const gone = leaving(change);
    if (gone && isPolicy(gone.id.kind)) {
      return [
        {
          objects: [gone],
          message: 'the admission policy goes: what it refused is let through',
          why: listIn(gone.manifest, 'spec.validations')
            .map((rule) => String(at(rule, 'message') ?? at(rule, 'expression')))
            .join(' · '),
          remedy: 'check that nothing relies on it, e.g. which accounts and Secrets a task may ask for',
        },
      ];
    }
    const { after: item, before, verb, differences } = change;
    if (!item || !before || verb !== 'changed' || !isPolicy(item.id.kind)) return [];
    const rules = ({ manifest }: typeof item) =>
      listIn(manifest, 'spec.validations').map((rule) => String(at(rule, 'expression')));
    const lost = rules(before).filter((rule) => !rules(item).includes(rule));
    const denies = ({ manifest }: typeof item) => stringsIn(manifest, 'spec.validationActions').includes('Deny');
    const opened = denies(before) && !denies(item);
    return [
      ...(opened
        ? [
            {
              objects: [item],
              message: 'the admission policy refuses nothing any more: its validationActions have no Deny',
              remedy: 'keep Deny beside Audit or Warn',
              differences: differences.filter(({ path }) => isUnder(path, 'spec.validationActions')),
            },
          ]
        : []),
      ...(lost.length > 0
        ? [
            {
              severity: 'warn' as const,
              objects: [item],
              message:
                rules(item).length < rules(before).length
                  ? 'a rule of the admission policy goes: what it refused is let through'
                  : 'a rule of the admission policy is another one',
              why: lost.join(' · '),
              remedy: 'read what refused it before: it must still be refused',
              differences: differences.filter(({ path }) => isUnder(path, 'spec.validations')),
            },
          ]
        : []),
      ...fields.flatMap(({ path, severity, says }) => {
        const found = differences.filter((difference) => isUnder(difference.path, path) && says(difference));
        const [first] = found;
        const message = first && says(first);
        if (message === undefined) return [];
        return [
          {
            severity,
            objects: [item],
            message,
            why: found.map((one) => pathText(one.path)).join(' · '),
            remedy: 'read both expressions: what the policy refused before must still be refused',
            differences: found,
          },
        ];
      }),
    ];
  },
};
