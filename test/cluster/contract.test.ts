import type { JsonObject } from '../../imports/json.ts';
import { findingsOf, type Template } from '../../review/verify/check.ts';
import { checks } from '../../review/verify/contract/index.ts';
import { render } from '../render.ts';
import { company } from '../support/company.ts';
import { devLike, everyAwsChoice, everyLocalChoice, everything, prodLike } from '../support/configs.ts';
import { synthesize } from './templates.ts';

/**
 * Names cross the border between `dist/` and AWS, ARNs do not. `npm run verify -- --cluster cdk.out` compares both sides;
 * here both are made of one config.
 */
describe.each([devLike, prodLike, everyAwsChoice, everyLocalChoice, everything, company])(
  'names in $environment',
  (config) => {
    test('are the same in dist/ and in the templates', async () => {
      const aws = await synthesize(config);
      const templates: Template[] = Object.entries(aws).map(([part, { resources }]) => ({
        stack: `${config.cluster.name}-${part}`,
        body: { Resources: resources } as unknown as JsonObject,
      }));
      expect(checks.flatMap((check) => findingsOf(check, render(config), { templates }))).toEqual([]);
    });
  },
);
