import type { PlatformConfig } from '../../config/platform-config.ts';
import type { JsonObject } from '../../imports/json.ts';
import { findingsOf, type Template } from '../../review/verify/check.ts';
import { checks } from '../../review/verify/contract/index.ts';
import { render } from '../render.ts';
import { synthesize } from './templates.ts';

/**
 * Names cross the border between `dist/` and AWS, ARNs do not. `npm run verify -- --cluster cdk.out` compares both sides;
 * here both are made of one config.
 */
export function hasSameNames(configs: readonly PlatformConfig[]): void {
  test.each(configs)('names in $environment are the same in dist/ and in the templates', async (config) => {
    const aws = await synthesize(config);
    const templates: Template[] = Object.entries(aws).map(([part, { resources }]) => ({
      stack: `${config.cluster.name}-${part}`,
      body: { Resources: resources } as unknown as JsonObject,
    }));
    expect(checks.flatMap((check) => findingsOf(check, render(config), { templates }))).toEqual([]);
  });
}
