import { render } from '../../render.ts';
import { company } from '../../support/company.ts';
import { devLike, everyAwsChoice, everyLocalChoice, everything, prodLike } from '../../support/configs.ts';
import { findings } from './clean.ts';

describe('npm run verify finds nothing', () => {
  test.each([
    ['a cheap environment', devLike],
    ['a highly available one', prodLike],
    ['every choice that AWS serves', everyAwsChoice],
    ['the smallest one, without a team', everyLocalChoice],
    ['one with every optional field', everything],
    ['one of a company', company],
  ])('in %s', (_, config) => {
    expect(findings(render(config))).toEqual([]);
  });
});
