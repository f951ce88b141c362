import { refuses } from '../edit.ts';

describe('people who work on the cluster or look at it', () => {
  refuses([
    [
      'nobody',
      { 'cluster.administrators': [] },
      "cluster.administrators: an empty list is not valid; use at least one role, e.g. 'platform-admin': nobody else could work on it",
    ],
    [
      'one role instead of a list',
      { 'cluster.administrators': 'platform-admin' },
      "cluster.administrators: 'platform-admin' is not valid; use a list: [...]",
    ],
    [
      'nobody who looks',
      { 'cluster.viewers': [] },
      'cluster.viewers: an empty list is not valid; use at least one role, or remove it',
    ],
    [
      'an administrator twice, with another path',
      { 'cluster.administrators': ['platform-admin', 'people/platform-admin'] },
      "cluster.administrators[1]: 'people/platform-admin' is the role of cluster.administrators[0] already; remove one of them",
    ],
    [
      'an administrator who looks',
      { 'cluster.viewers': ['platform-admin'] },
      "cluster.viewers[0]: 'platform-admin' is the role of cluster.administrators[0] already; remove one of them",
    ],
    [
      'an administrator in other letters, who looks at a team',
      { 'teams[0].viewers': ['people/Platform-Admin'] },
      "teams[0].viewers[0]: 'people/Platform-Admin' is one of cluster.administrators, who see every namespace; remove it",
    ],
    [
      'one who looks at the cluster and at a team',
      { 'cluster.viewers': ['auditors'], 'teams[0].viewers': ['auditors'] },
      "teams[0].viewers[0]: 'auditors' is one of cluster.viewers, who see every namespace; remove it",
    ],
  ]);
});
