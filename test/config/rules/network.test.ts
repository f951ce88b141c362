import { type Edits, refuses } from '../edit.ts';

const alb = (edits: Edits = {}) => ({
  kind: 'alb',
  host: 'airflow.example.com',
  certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012',
  scheme: 'internal',
  allowedCidrs: ['10.0.0.0/8'],
  ...edits,
});

describe('a config with a contradiction in a network', () => {
  refuses([
    [
      'a VPC larger than AWS makes',
      { 'cluster.network.vpcCidr': '10.0.0.0/8' },
      "cluster.network.vpcCidr: '10.0.0.0/8' is larger than a VPC can be; use a prefix from /16 to /22, e.g. '10.42.0.0/16'",
    ],
    [
      'a VPC too small for its subnets',
      { 'cluster.network.vpcCidr': '10.42.0.0/23' },
      "cluster.network.vpcCidr: '10.42.0.0/23' is too small for the subnets of three zones; use a prefix from /16 to /22, e.g. '10.42.0.0/16'",
    ],
    [
      'a VPC on the range of the pods',
      { 'cluster.network.vpcCidr': '100.64.0.0/18' },
      "cluster.network.vpcCidr: '100.64.0.0/18' overlaps the range of the pods, 100.64.0.0/16; use e.g. '10.42.0.0/16'",
    ],
    [
      'a Kubernetes API open to the internet',
      { 'cluster.endpoint': { kind: 'public', allowedCidrs: ['0.0.0.0/0'] } },
      "cluster.endpoint.allowedCidrs[0]: '0.0.0.0/0' opens the Kubernetes API to the internet; use the public addresses of your offices and VPN, e.g. '203.0.113.0/24', or endpoint { kind: 'private' }",
    ],
    [
      'a Kubernetes API open to half of the internet',
      { 'cluster.endpoint': { kind: 'public', allowedCidrs: ['0.0.0.0/1'] } },
      "cluster.endpoint.allowedCidrs[0]: '0.0.0.0/1' opens the Kubernetes API to the internet; use the public addresses of your offices and VPN, e.g. '203.0.113.0/24', or endpoint { kind: 'private' }",
    ],
    [
      'a private range on a public endpoint',
      { 'cluster.endpoint': { kind: 'public', allowedCidrs: ['10.0.0.0/8'] } },
      "cluster.endpoint.allowedCidrs[0]: '10.0.0.0/8' is a private range, which never arrives from the internet; use the public addresses of your offices and VPN, e.g. '203.0.113.0/24', or endpoint { kind: 'private' }",
    ],
    ...['0.0.0.0/8', '224.0.0.0/8', '240.0.0.0/8', '255.255.255.255/32'].map((range): [string, Edits, string] => [
      `a range that EKS refuses, because no host has an address in it: ${range}`,
      { 'cluster.endpoint': { kind: 'public', allowedCidrs: [range] } },
      `cluster.endpoint.allowedCidrs[0]: '${range}' holds no address of a host; use the public addresses of your offices and VPN, e.g. '203.0.113.0/24', or endpoint { kind: 'private' }`,
    ]),
    [
      'a login page open to the internet',
      { 'airflow.exposure': alb({ scheme: 'internet-facing', allowedCidrs: ['203.0.113.0/24', '0.0.0.0/0'] }) },
      "airflow.exposure.allowedCidrs[1]: '0.0.0.0/0' opens Airflow's login page to the internet; use the public addresses of your offices and VPN, e.g. '203.0.113.0/24', or scheme 'internal'",
    ],
    [
      'a private range on an internet-facing load balancer',
      { 'airflow.exposure': alb({ scheme: 'internet-facing' }) },
      "airflow.exposure.allowedCidrs[0]: '10.0.0.0/8' is a private range, which never arrives from the internet; use the public addresses of your offices and VPN, e.g. '203.0.113.0/24', or scheme 'internal'",
    ],
    [
      'a well-known login behind a load balancer',
      { 'airflow.login': 'well-known', 'airflow.exposure': alb() },
      "airflow.login: 'well-known' lets everybody in who reaches the load balancer; use 'generated', or exposure { kind: 'none' }",
    ],
  ]);
});
