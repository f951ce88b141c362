import { identities, roleOf } from '../../config/identities.ts';
import { platformNames } from '../../config/names.ts';
import { devLike } from '../support/configs.ts';
import { blocksOf, section } from './operations-page.ts';

describe('docs/operations.md upgrades', () => {
  test.each(['Karpenter', 'AWS Load Balancer Controller'])(
    '%s only when the cluster stack has given it the rights of the new version',
    (heading) => {
      const [before = '', after = ''] = section(heading).split('After the merge');
      expect(blocksOf(before)).toEqual([
        'npm run import\nnpm run synth\nnpm run cluster:diff -- dev\nnpm run cluster:deploy -- dev\n',
      ]);
      expect(after).toMatch(/wave −\d+/);
    },
  );

  test('names roles that there are', () => {
    const roles = identities(devLike).map((row) => platformNames(devLike).role(roleOf(row)));
    const named = section('Upgrade').match(/(?<=role `)[^`]+/g) ?? [];
    expect(named).toHaveLength(2);
    expect(named.filter((role) => !roles.includes(role))).toEqual([]);
  });

  test('PostgreSQL on RDS only when RDS has the version, and by a deployment', () => {
    const commands = blocksOf(section('PostgreSQL')).join('');
    const order = ['aws rds describe-db-engine-versions', 'cluster:diff -- prod', 'cluster:deploy -- prod'];
    expect(order.map((part) => commands.indexOf(part))).toEqual(
      order.map((part) => commands.indexOf(part)).sort((a, b) => a - b),
    );
    expect(commands).toContain(order[0]);
  });
});
