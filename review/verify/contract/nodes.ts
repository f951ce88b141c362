import { coreNodeGroup, nodeGroupLabel } from '../../../config/names.ts';
import { at, isObject, type Json, type JsonObject, listIn } from '../../../imports/json.ts';
import { chartValues, comparison, tagsOf } from './aws.ts';

export const nodeNetwork = comparison(
  'node-network',
  'each node class finds subnets in two zones or more, and one security group',
  (tree, aws) => {
    const subnets = aws.all('AWS::EC2::Subnet');
    const groups = aws.all('AWS::EC2::SecurityGroup');
    return tree.ofKind('EC2NodeClass').flatMap((item) => {
      const byId = listIn(item.manifest, 'spec.subnetSelectorTerms').filter((term) => at(term, 'id') !== undefined);
      const found = (field: string, resources: readonly JsonObject[]) =>
        listIn(item.manifest, `spec.${field}`).flatMap((term) =>
          resources.filter((one) => carries(one, at(term, 'tags'))),
        );
      const zones = new Set(
        found('subnetSelectorTerms', subnets).map(({ AvailabilityZone, AvailabilityZoneId }) =>
          JSON.stringify(AvailabilityZone ?? AvailabilityZoneId),
        ),
      );
      const guards = found('securityGroupSelectorTerms', groups);
      return [
        // Zones of subnets that no template makes are asked by cluster:deploy.
        ...(zones.size + byId.length < 2
          ? [
              {
                item,
                field: 'spec.subnetSelectorTerms',
                message: `selects subnets in ${zones.size} zones of the network template: pods that are spread over zones stay Pending`,
                remedy: 'select by the tag that the node subnets carry',
              },
            ]
          : []),
        ...(guards.length !== 1
          ? [
              {
                item,
                field: 'spec.securityGroupSelectorTerms',
                message: `selects ${guards.length} security groups of the cluster template instead of one`,
                remedy: 'select by the tag that the security group of the nodes carries',
              },
            ]
          : []),
      ];
    });
  },
);

export const vpc = comparison('vpc', 'the Load Balancer Controller finds the VPC by its tags', (tree, aws) =>
  chartValues(tree, 'vpcTags')
    .filter(({ value }) => !aws.all('AWS::EC2::VPC').some((one) => carries(one, value)))
    .map(({ item, field, value }) => ({
      item,
      field,
      message: `no VPC of the network template carries ${JSON.stringify(value)}: the controller does not start`,
      remedy: 'use the tags of the VPC',
    })),
);

export const coreNodes = comparison(
  'core-nodes',
  'the managed node group has the label that controllers choose and the taint that they tolerate',
  (_, aws) => {
    const { key, value } = coreNodeGroup.taint;
    const fits = aws.all('AWS::EKS::Nodegroup').filter(({ Labels, Taints }) => {
      const [taint, ...others] = listIn(Taints);
      const isTainted = others.length === 0 && at(taint, 'Key') === key && at(taint, 'Value') === value;
      return isTainted && isObject(Labels) && Labels[nodeGroupLabel] === coreNodeGroup.nodeGroupType;
    });
    if (fits.length > 0) return [];
    return [
      {
        message: `no managed node group of the templates has the label ${nodeGroupLabel}=${coreNodeGroup.nodeGroupType} and the taint ${key}=${value} alone: Karpenter and Argo CD find no node`,
        remedy: 'give both sides the values of coreNodeGroup in config/names.ts',
      },
    ];
  },
);

/** Whether a resource has all these tags. A selector without tags names an id, which no template knows. */
function carries(resource: JsonObject, wanted: Json | undefined): boolean {
  const tags = tagsOf(resource);
  return isObject(wanted) && Object.entries(wanted).every(([key, value]) => tags[key] === value);
}
