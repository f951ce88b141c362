import { RegionInfo } from 'aws-cdk-lib/region-info';
import { partition } from '../../config/names.ts';
import { regions } from '../../config/regions.ts';

/** The others have other DNS suffixes and services, and nobody has tried the platform there. */
const supported = ['aws', 'aws-cn', 'aws-us-gov'];

const known = RegionInfo.regions.filter(({ partition = '' }) => supported.includes(partition));

describe('the regions that a config may name', () => {
  test('are those that CDK knows in the partitions of the platform', () => {
    expect(regions).toEqual(known.map(({ name }) => name).sort());
  });

  test('are each in the partition that CDK says', () => {
    expect(regions.map((region) => [region, partition(region)])).toEqual(
      known.map(({ name, partition }) => [name, partition]).sort(),
    );
  });
});
