import type { PlatformConfig } from '../../config/platform-config.ts';
import type { Mutable } from '../fixtures.ts';
import { prodLike } from './configs.ts';

/** A root certificate whose key nobody has, for a hundred years. */
export const companyCa = `-----BEGIN CERTIFICATE-----
MIIBrjCCAVWgAwIBAgIUUvGkvdirzGJySKQi3TF42y2mRw8wCgYIKoZIzj0EAwIw
LDEQMA4GA1UECgwHRXhhbXBsZTEYMBYGA1UEAwwPRXhhbXBsZSBSb290IENBMCAX
DTI2MTEyOTA2NTkzNloYDzIxMjYxMTA1MDY1OTM2WjAsMRAwDgYDVQQKDAdFeGFt
cGxlMRgwFgYDVQQDDA9FeGFtcGxlIFJvb3QgQ0EwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQV7j7oBQidFfVONevphGxDHZ6p8C6S0woinydQuUpXqLzZoLounLUc
FD8sgB8iO0j1ip/E5ysnEwInQbqGQNgao1MwUTAdBgNVHQ4EFgQUVMxbBd9K1fMl
mjeTs4rwQB23z3owHwYDVR0jBBgwFoAUVMxbBd9K1fMlmjeTs4rwQB23z3owDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiB8n7Hezey2/Kt+9BZgaB/i
pumMug/DOC9c+Vftwvt6vgIgCxrevk+W2Ko+3w0CkbPjzudVOlj8lKBd21uaUU5S
Itw=
-----END CERTIFICATE-----
`;

/** A root with the name of that of RDS in GovCloud, whose key nobody has. */
export const govCloudRoot = `-----BEGIN CERTIFICATE-----
MIIB5jCCAY2gAwIBAgIUL0acXoyALk7NvEdM0T1uJ+jZkLIwCgYIKoZIzj0EAwIw
SDEQMA4GA1UECgwHRXhhbXBsZTE0MDIGA1UEAwwrQW1hem9uIFJEUyB1cy1nb3Yt
d2VzdC0xIFJvb3QgQ0EgUlNBMjA0OCBHMTAgFw0yNjExMjkxNDA1MTJaGA8yMTI2
MTEwNTE0MDUxMlowSDEQMA4GA1UECgwHRXhhbXBsZTE0MDIGA1UEAwwrQW1hem9u
IFJEUyB1cy1nb3Ytd2VzdC0xIFJvb3QgQ0EgUlNBMjA0OCBHMTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABOz6mYOZ9vWsdS+G2cp4Vx3O4XFlkfnLk71luSe5ool6
xGrjlj9YW4/9AO4Lz4kPkc42LVLUXUU8ilKcp3wbimujUzBRMB0GA1UdDgQWBBQ1
pe9O9m/MtnnxZSNeyVZVO8QBCzAfBgNVHSMEGDAWgBQ1pe9O9m/MtnnxZSNeyVZV
O8QBCzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIDD67fC/M/gt
wHqdRGhnFUts2awanHH9qrhB8F35CoIHAiAc+E6w1Q4K38HHEeCK06jE72cwt0p4
mVYqQ4T5llvoaw==
-----END CERTIFICATE-----
`;

/** A highly available platform in the account of a company, with rules, machines and a network of its own. */
export const company: PlatformConfig = (() => {
  const draft = structuredClone(prodLike) as Mutable<PlatformConfig>;
  draft.environment = 'company';
  draft.cluster.name = 'airflow-company';
  draft.cluster.network = {
    kind: 'existing',
    vpcId: 'vpc-0a1b2c3d4e5f60718',
    vpcCidrs: ['10.60.0.0/24', '10.60.1.0/24'],
    podCidrs: ['100.64.0.0/16'],
    controlPlaneSubnets: ['subnet-0aaaaaaaaaaaaaaa1', 'subnet-0aaaaaaaaaaaaaaa2'],
    nodeSubnets: ['subnet-0bbbbbbbbbbbbbbb1', 'subnet-0bbbbbbbbbbbbbbb2', 'subnet-0bbbbbbbbbbbbbbb3'],
    loadBalancerSubnets: ['subnet-0ccccccccccccccc1', 'subnet-0ccccccccccccccc2'],
    databaseSubnets: ['subnet-0ddddddddddddddd1', 'subnet-0ddddddddddddddd2'],
  };
  machines(draft);
  mirrors(draft);
  people(draft);
  loadBalancer(draft);
  draft.aws.tags = { owner: 'data-platform', 'data-class': 'internal' };
  draft.aws.audit = { retentionDays: 730 };
  draft.aws.permissionsBoundaryArn = 'arn:aws:iam::111122223333:policy/boundary';
  draft.aws.encryption = {
    kind: 'customer-key',
    keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012',
  };
  return draft;
})();

/** Graviton executors with local disks, a pool with GPUs, and second pools: for tasks that need memory and may be repeated, and for Airflow's components. */
function machines(draft: Mutable<PlatformConfig>): void {
  const [compute, memory] = draft.nodePools.filter(({ role }) => role === 'spark-executor');
  Object.assign(compute as object, { architecture: 'arm64', minGeneration: 7, localDisks: 'required' });
  Object.assign(memory as object, { instanceCategories: undefined, instanceFamilies: ['r7gd', 'r8gd'] });
  const [tasks] = structuredClone(draft.nodePools.filter(({ role }) => role === 'airflow-task'));
  draft.nodePools.push({
    ...tasks,
    name: 'airflow-task-large',
    nodeGroupType: 'AirflowTaskLarge',
    capacity: 'spot-first',
    instanceCategories: ['r'],
    limitMemoryGib: 1024,
  } as Mutable<PlatformConfig>['nodePools'][number]);
  draft.nodePools.push({
    ...compute,
    name: 'spark-gpu',
    nodeGroupType: 'SparkGpu',
    capacity: 'on-demand',
    architecture: 'amd64',
    minGeneration: undefined,
    instanceCategories: undefined,
    instanceFamilies: ['g6', 'g6e'],
    accelerator: { kind: 'nvidia', limitGpus: 4 },
  } as Mutable<PlatformConfig>['nodePools'][number]);
  const [components] = structuredClone(draft.nodePools.filter(({ role }) => role === 'airflow'));
  draft.nodePools.push({
    ...components,
    name: 'airflow-graviton',
    architecture: 'arm64',
  } as Mutable<PlatformConfig>['nodePools'][number]);
  const [team] = draft.teams;
  team?.pools.push('spark-gpu');
  Object.assign(team?.quota as object, { gpus: 4 });
}

/** No node reaches a public registry. */
function mirrors(draft: Mutable<PlatformConfig>): void {
  const ecr = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
  draft.registries = {
    'docker.io': `${ecr}/docker-hub`,
    'ghcr.io': `${ecr}/github`,
    'nvcr.io': `${ecr}/nvidia`,
    'public.ecr.aws': `${ecr}/ecr-public`,
    'quay.io': 'registry.example.com:5000/quay',
    'registry.k8s.io': `${ecr}/kubernetes`,
  };
  draft.proxy = {
    httpsProxy: 'http://proxy.example.com:3128',
    noProxy: ['.example.com', '10.0.0.0/8', 'secretsmanager.eu-west-1.amazonaws.com'],
  };
  draft.trustedCa = companyCa;
  draft.helmRepositories = {
    'https://airflow.apache.org': 'https://charts.example.com/airflow',
    'https://argoproj.github.io/argo-helm': 'registry.example.com:5000/charts',
    'https://aws.github.io/eks-charts': 'https://charts.example.com/eks',
    'https://charts.external-secrets.io': 'https://charts.example.com/external-secrets',
    'https://kubeflow.github.io/spark-operator': 'https://charts.example.com/spark-operator',
    'https://prometheus-community.github.io/helm-charts': 'https://charts.example.com/prometheus',
    'public.ecr.aws/karpenter': 'registry.example.com:5000/charts',
  };
  draft.helmLogins = { artifactory: 'https://charts.example.com', harbor: 'registry.example.com:5000' };
}

/** People of several teams, and some who only look. */
function people({ cluster }: Mutable<PlatformConfig>): void {
  cluster.administrators = ['platform-admin', 'aws-reserved/sso.amazonaws.com/AWSReservedSSO_OnCall_0123456789abcdef'];
  cluster.viewers = ['auditors'];
}

/** A load balancer behind the firewall of the company, which Airflow and Argo CD share. */
function loadBalancer(draft: Mutable<PlatformConfig>): void {
  const { exposure } = draft.airflow;
  if (exposure.kind !== 'alb') throw new Error('there is no load balancer');
  Object.assign(exposure, {
    webAclArn: 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/company/12345678-1234-1234-1234-123456789012',
    dns: {
      kind: 'external-dns',
      domain: 'example.com',
      hostedZoneIds: ['Z0123456789ABCDEFGHIJ', 'Z0123456789PRIVATEZONE'],
    },
    group: { name: 'company', order: 10 },
    annotations: { 'alb.ingress.kubernetes.io/load-balancer-attributes': 'idle_timeout.timeout_seconds=120' },
  });
  draft.argoCd = {
    exposure: { ...structuredClone(exposure), host: 'argocd.example.com', group: { name: 'company', order: 20 } },
    login: {
      kind: 'oidc',
      issuer: 'https://login.example.com',
      clientId: 'argocd',
      groupsClaim: 'groups',
      roles: { 'platform-admins': 'admin', everybody: 'readonly' },
      breakGlass: true,
    },
  };
}
