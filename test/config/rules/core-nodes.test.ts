import { refuses } from '../edit.ts';

describe('a config with a contradiction in core nodes', () => {
  refuses([
    [
      'core nodes that are too small',
      { 'cluster.coreNodes.instanceType': 't3.medium' },
      "cluster.coreNodes.instanceType: 't3.medium' is too small for the controllers, because it holds 17 pods at most; use 't3.large' or larger",
    ],
    [
      'core nodes on which the controllers fit, and their update does not',
      { 'cluster.coreNodes': { instanceType: 'm7i.large', count: 2 } },
      'cluster.coreNodes.count: 2 of m7i.large leave 3480 millicores, and the controllers request 2870 and, for an update, 500 free on each node; use 3 or more, or a larger instanceType',
    ],
    [
      'core nodes without room for two of each controller',
      { 'cluster.controllerReplicas': 2, 'cluster.coreNodes': { instanceType: 'm7i.large', count: 3 } },
      'cluster.coreNodes.count: 3 of m7i.large leave 5220 millicores, and the controllers request 4570 and, for an update, 500 free on each node; use 4 or more, or a larger instanceType',
    ],
    [
      'core nodes without memory',
      { 'cluster.coreNodes': { instanceType: 'c7g.large', count: 5 } },
      'cluster.coreNodes.count: 5 of c7g.large leave 14810 MiB, and the controllers request 6780 and, for an update, 2048 free on each node; use 8 or more, or a larger instanceType',
    ],
  ]);
});
