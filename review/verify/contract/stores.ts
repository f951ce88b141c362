import { walk } from '../../../imports/json.ts';
import type { Item, Tree } from '../../tree/tree.ts';
import { comparison } from './aws.ts';

// Loose on purpose: a pattern made of the right names would not see the wrong ones. Airflow puts a connection before `@`.
const storeName = /s3a?:\/\/(?:\w+@)?([^/\s"']+)|log-group:([^:*\s"']+)|\b[a-z0-9-]+-\d{12}-[a-z0-9-]+/g;

export const stores = comparison(
  'store',
  'the templates make every bucket and log group that is named here',
  (tree, aws) => {
    const made = [...aws.named('AWS::S3::Bucket', 'BucketName'), ...aws.named('AWS::Logs::LogGroup', 'LogGroupName')];
    return namesIn(tree, storeName)
      .filter(({ name }) => !made.includes(name))
      .map(({ name, item, field }) => ({
        item,
        field,
        message: `no template makes the bucket or log group '${name}', so what is read or written there fails`,
        remedy: `use one of ${made.join(', ')}, or accept this finding where another stack makes it`,
      }));
  },
);

// A whole value, the region in a connection of Airflow, or that of a certificate or a log. An image may come from anywhere.
const region = /^([a-z]{2}(?:-[a-z]+)+-\d)$|"region_name": ?"([^"]+)"|arn:aws[a-z-]*:(?:acm|logs):([^:]+):/g;

export const regions = comparison('region', 'everything is looked up in the region of the cluster', (tree, aws) => {
  const [zones] = aws.all('AWS::EC2::Subnet').map(({ AvailabilityZone }) => JSON.stringify(AvailabilityZone));
  const own = /"Fn::GetAZs":"([^"]+)"/.exec(zones ?? '')?.[1];
  return (
    namesIn(tree, region)
      // A topic says its region itself, and may be in another.
      .filter(({ name, field }) => own !== undefined && name !== own && !field.endsWith('.sigv4.region'))
      .map(({ name, item, field }) => ({
        item,
        field,
        message: `the cluster is in ${own}, and this says ${name}: what is looked up there is not found`,
        remedy: `use ${own}, or accept this finding where what it names is there`,
      }))
  );
});

/** Every match in every text of the manifests: the first group that has one, or the whole. */
function namesIn(
  tree: Tree,
  pattern: RegExp,
): readonly { readonly name: string; readonly item: Item; readonly field: string }[] {
  return tree.items.flatMap((item) =>
    walk(item.manifest).flatMap(({ path, value }) =>
      typeof value === 'string'
        ? [...value.matchAll(pattern)].map(([whole, ...groups]) => ({
            name: groups.find((group) => group !== undefined) ?? whole,
            item,
            field: path,
          }))
        : [],
    ),
  );
}
