import Sequencer from '@jest/test-sequencer';

/** Test files that start programs and take longest. Begun first, none of them runs alone at the end with a core idle. */
const slow = [
  'test/output/',
  'test/cluster/synth',
  'test/cluster/guard',
  'test/cluster/templates',
  'test/cluster/eks-module',
  'test/cluster/commands/teardown',
  'test/imports/',
  'test/charts',
  'test/config/load',
];

export default class SlowestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const place = slow.findIndex((part) => path.replaceAll('\\', '/').includes(part));
      return place === -1 ? slow.length : place;
    };
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}
