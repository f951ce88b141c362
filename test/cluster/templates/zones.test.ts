import { platformConfig } from '../../fixtures.ts';
import { synthesize } from '../templates.ts';

/** Range, zone and zone id of each subnet, by its id in the template. */
async function subnetsWith(availabilityZones: number | string[]): Promise<Record<string, unknown[]>> {
  const { network } = await synthesize(
    platformConfig((config) => {
      Object.assign(config.cluster.network, { availabilityZones });
    }),
  );
  const subnets = Object.entries(network.resources).filter(([, { Type }]) => Type === 'AWS::EC2::Subnet');
  return Object.fromEntries(
    subnets.map(([id, { Properties }]) => [
      id,
      [Properties['CidrBlock'], Properties['AvailabilityZone'], Properties['AvailabilityZoneId']],
    ]),
  );
}

async function rangesWith(availabilityZones: number): Promise<Record<string, unknown>> {
  const subnets = await subnetsWith(availabilityZones);
  return Object.fromEntries(Object.entries(subnets).map(([id, [range]]) => [id, range]));
}

describe('a third zone', () => {
  test('can be added to a network that is there: no subnet moves, and the new ones overlap with none', async () => {
    const [two, three] = [await rangesWith(2), await rangesWith(3)];

    expect(Object.keys(two)).toHaveLength(8);
    expect(three).toMatchObject(two);
    expect(new Set(Object.values(three)).size).toBe(12);
  });
});

describe('zones by id', () => {
  test('are written as ids, so that they are the same in every account; no subnet moves when a third is added', async () => {
    const two = await subnetsWith(['euw1-az3', 'euw1-az1']);
    const three = await subnetsWith(['euw1-az3', 'euw1-az1', 'euw1-az2']);

    expect(Object.values(two).map(([, name]) => name)).toEqual(Array(8).fill(undefined));
    expect(Object.values(two).filter(([, , id]) => id === 'euw1-az3')).toHaveLength(4);
    expect(three).toMatchObject(two);
    expect(Object.values(three)).toHaveLength(12);
  });
});
