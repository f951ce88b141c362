import { at, listIn } from '../../imports/json.ts';
import { render } from '../render.ts';
import { everyAwsChoice } from '../support/configs.ts';

describe('a policy that denies', () => {
  test('has no empty list, which Argo CD does not compare: what a hand adds there would stay', () => {
    const policies = render(everyAwsChoice).items.filter(({ id }) => id.kind === 'NetworkPolicy');
    const denying = policies.filter(({ id }) => id.name.startsWith('deny-'));
    expect(denying.length).toBeGreaterThan(0);
    for (const { manifest } of policies) {
      for (const direction of listIn(manifest, 'spec.policyTypes').map((type) => String(type).toLowerCase())) {
        expect(listIn(manifest, `spec.${direction}`)).not.toEqual([]);
      }
    }
  });

  test('has one rule, which no pod can match', () => {
    const [deny] = render(everyAwsChoice).items.filter(({ id }) => id.name === 'deny-all');
    const peer = (path: string) =>
      listIn(deny?.manifest ?? {}, path).map((one) => [at(one, 'key'), at(one, 'operator')]);
    const nobody = [
      ['nobody', 'Exists'],
      ['nobody', 'DoesNotExist'],
    ];
    expect(listIn(deny?.manifest ?? {}, 'spec.ingress')).toHaveLength(1);
    expect(listIn(deny?.manifest ?? {}, 'spec.egress')).toHaveLength(1);
    expect(peer('spec.ingress.0.from.0.podSelector.matchExpressions')).toEqual(nobody);
    expect(peer('spec.egress.0.to.0.podSelector.matchExpressions')).toEqual(nobody);
  });
});
