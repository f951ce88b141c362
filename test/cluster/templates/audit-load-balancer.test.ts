import { resolve } from '../../../config/resolve.ts';
import { at } from '../../../imports/json.ts';
import { platformConfig } from '../../fixtures.ts';
import { pick, render } from '../../render.ts';
import { prodLike } from '../../support/configs.ts';
import { synthesize } from '../templates.ts';
import { recordsOf } from './records.ts';

test('with aws.audit the load balancer writes where the policy of the bucket lets it, in every partition', async () => {
  const inRegion = async (region: string) => {
    const config = platformConfig((draft) => {
      draft.aws.region = region;
      draft.aws.audit = { retentionDays: 90 };
    });
    const { allowed } = recordsOf((await synthesize(config)).data, resolve(config).names.buckets.audit);
    return allowed.find((one) => at(one, 'Sid') === 'LoadBalancerLogs');
  };
  expect(JSON.stringify(at(await inRegion('cn-north-1'), 'Principal'))).toContain(':iam::638102146993:root');
  expect(JSON.stringify(at(await inRegion('us-gov-west-1'), 'Principal'))).toContain(':iam::048591011584:root');
  const newer = await inRegion('il-central-1');
  expect(at(newer, 'Principal.Service')).toBe('logdelivery.elasticloadbalancing.amazonaws.com');
  expect(JSON.stringify(at(newer, 'Resource'))).toContain('/load-balancers/AWSLogs/111122223333/*');

  const config = { ...prodLike, aws: { ...prodLike.aws, audit: { retentionDays: 90 } } };
  const { annotations = {} } = pick(render(config), 'Ingress', 'airflow').metadata;
  expect(annotations['alb.ingress.kubernetes.io/load-balancer-attributes']).toContain(
    `access_logs.s3.bucket=${resolve(config).names.buckets.audit},access_logs.s3.prefix=load-balancers`,
  );
});
