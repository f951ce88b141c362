/** Where a field of earlier versions is now. */
interface Move {
  /** The field that is missing where the old one is written. */
  readonly to: string;
  /** What to write there. */
  readonly write: string;
}

const ofNewNetwork = {
  to: 'cluster.network',
  write: "{ kind: 'new', availabilityZones: …, vpcCidr: …, natGateways: … }",
};

export const movedFields: Readonly<Record<string, Move>> = {
  'cluster.availabilityZones': ofNewNetwork,
  'cluster.vpcCidr': ofNewNetwork,
  'cluster.natGateways': ofNewNetwork,
  'cluster.adminRoleName': { to: 'cluster.administrators', write: "['platform-admin']" },
};
