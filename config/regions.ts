/**
 * Every AWS region in the partitions that `partition()` of names.ts knows. CDK has such a list too, but loading it would make
 * each synth a tenth slower, so a test compares the two. A region that CDK does not list yet comes with its next version.
 */
export const regions: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'me-west-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
];

/** Zones in which EKS makes no control plane. https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets */
export const zonesWithoutEks: readonly string[] = ['use1-az3', 'usw1-az2', 'cac1-az3'];

/**
 * What the ids of a region's zones begin with: `euw1-az1`, `apse2-az1`, `usgw1-az1`.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
 */
export function zonePrefix(region: string): string {
  const [area = '', ...rest] = region.split('-');
  const number = rest.pop();
  const directions = rest.join('').replaceAll(/(gov|north|south|east|west|central)/g, (word) => word.charAt(0));
  return `${area}${directions}${number}-az`;
}
