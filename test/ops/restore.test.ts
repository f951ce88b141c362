import { stackNames } from '../../config/names.ts';
import { devLike, prodLike } from '../support/configs.ts';
import { blocks, page } from './operations-page.ts';

describe('the restored database of docs/operations.md', () => {
  const restores = blocks.flatMap((text) => text.match(/^aws rds restore-db-instance-.*$/gm) ?? []);
  const raised = blocks.flatMap(
    (text) => text.match(/^aws rds modify-db-instance .*--max-allocated-storage.*$/gm) ?? [],
  );

  test.each(restores)('is what the template makes of a highly available one: %s', (line) => {
    const { database } = prodLike.airflow;
    if (database.kind !== 'rds') throw new Error('it has no RDS');
    for (const option of [
      `--db-instance-class db.${database.instanceClass}`,
      database.multiAz ? '--multi-az' : '--no-multi-az',
      '--no-auto-minor-version-upgrade',
      '--no-publicly-accessible',
      '--deletion-protection',
      '--copy-tags-to-snapshot',
    ]) {
      expect(line).toContain(option);
    }
    // From a snapshot, RDS takes that limit only afterwards.
    const limited = line.includes('from-db-snapshot') ? raised : [line];
    expect(limited.join()).toContain(`--max-allocated-storage ${2 * database.storageGib}`);
  });

  test('is restored from a backup and from a snapshot', () => {
    expect(restores).toHaveLength(2);
  });
});

describe('docs/operations.md, for what may differ in AWS from the template,', () => {
  test('asks for the drift and not for the difference of two templates', () => {
    const about = page.split('\n').filter((line) => /is Degraded|RDS.*template|Check that the instance/.test(line));
    expect(about.length).toBeGreaterThan(2);
    expect(about.filter((line) => line.includes('npm run cluster:diff'))).toEqual([]);
  });

  test.each(page.match(/npx cdk drift [^`\n]+/g) ?? [])('names stacks that there are: %s', (line) => {
    const stacks = [devLike, prodLike].flatMap((config) => Object.values<string>(stackNames(config)));
    expect(
      line
        .split(' ')
        .slice(3)
        .filter((stack) => !stacks.includes(stack)),
    ).toEqual([]);
  });
});
