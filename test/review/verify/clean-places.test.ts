import { staysClean } from './clean.ts';

staysClean([
  ['another account', ({ aws }) => (aws.accountId = '444455556666')],
  ['another region', ({ aws }) => (aws.region = 'ap-northeast-2')],
  [
    'another repository and branch',
    ({ git }) => Object.assign(git, { repoUrl: 'https://git.example.org/a/b.git', revision: 'live' }),
  ],
  [
    'another cluster name and network',
    ({ cluster }) => {
      cluster.name = 'data';
      Object.assign(cluster.network, { vpcCidr: '10.99.0.0/16' });
    },
  ],
  ['an older Kubernetes', ({ cluster }) => (cluster.kubernetesVersion = '1.34')],
]);
