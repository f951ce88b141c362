import { at, listIn, stringsIn } from '../../../../imports/json.ts';
import type { Item } from '../../../tree/tree.ts';
import { leaving } from '../../change.ts';
import { fieldTexts, isUnder } from '../../path.ts';
import type { Verdict } from '../../verdict.ts';

const isPolicy = (kind: string) => /^ValidatingAdmissionPolicy(Binding)?$/.test(kind);

/** Fields that decide which objects the policy is asked about, and what its rules read. */
const scopes = ['spec.matchConstraints', 'spec.matchConditions', 'spec.matchResources', 'spec.variables'];

export const admission: Verdict = {
  rule: 'rights/admission',
  severity: 'danger',
  promise: 'Where an admission policy lets objects through that it refused before',
  judge(change) {
    const gone = leaving(change);
    if (gone && isPolicy(gone.id.kind)) {
      return {
        objects: [gone],
        message: 'the admission policy goes: what it refused is let through',
        why: listIn(gone.manifest, 'spec.validations')
          .map((rule) => String(at(rule, 'message') ?? at(rule, 'expression')))
          .join(' · '),
        remedy: 'check that nothing relies on it, e.g. which accounts and Secrets a task may ask for',
      };
    }
    const { after: item, before, verb, differences } = change;
    if (!item || !before || verb !== 'changed' || !isPolicy(item.id.kind)) return [];
    const [old, now] = [rulesOf(before), rulesOf(item)];
    const lost = old.filter((rule) => !now.includes(rule));
    const under = (...places: readonly string[]) =>
      differences.filter(({ path }) => places.some((place) => isUnder(path, place)));
    const opened = under('spec.failurePolicy').filter(({ after }) => after === 'Ignore');
    const remedy = 'read both expressions: what the policy refused before must still be refused';
    return [
      denies(before) &&
        !denies(item) && {
          message: 'the admission policy refuses nothing any more: its validationActions have no Deny',
          remedy: 'keep Deny beside Audit or Warn',
          differences: under('spec.validationActions'),
        },
      lost.length > 0 && {
        severity: 'warn',
        message:
          now.length < old.length
            ? 'a rule of the admission policy goes: what it refused is let through'
            : 'a rule of the admission policy is another one',
        why: lost.join(' · '),
        remedy: 'read what refused it before: it must still be refused',
        differences: under('spec.validations'),
      },
      opened.length > 0 && {
        message:
          'the admission policy fails open (failurePolicy Ignore): an object for which a rule cannot be worked out is let through',
        why: fieldTexts(opened).join(' · '),
        remedy,
        differences: opened,
      },
      scopes.map((place) => {
        const found = under(place);
        return (
          found.length > 0 && {
            severity: 'warn',
            message: 'the admission policy is asked about other objects, or judges them otherwise',
            why: fieldTexts(found).join(' · '),
            remedy,
            differences: found,
          }
        );
      }),
    ];
  },
};

function rulesOf({ manifest }: Item): readonly string[] {
  return listIn(manifest, 'spec.validations').map((rule) => String(at(rule, 'expression')));
}

function denies({ manifest }: Item): boolean {
  return stringsIn(manifest, 'spec.validationActions').includes('Deny');
}
