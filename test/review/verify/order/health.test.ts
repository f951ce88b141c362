import { applicationHealth } from '../../../../charts/argocd/argocd.ts';
import type { Json } from '../../../../imports/json.ts';
import { gate, type Status } from '../../../../review/verify/order/health.ts';
import { runHealthCheck } from '../../../support/lua.ts';

const source = { repoURL: 'https://github.com/example/x.git', path: 'dist/dev/x', targetRevision: 'refs/heads/main' };

/** An Application in this state, as Argo CD writes it, with objects that are healthy. */
function applicationIn({ deleting, uncomparable, operation, tries, failed, synced }: Status): Json {
  const finishedAt = '2026-11-20T10:00:00Z';
  const result = { revision: failed ? 'r2' : 'r1', source };
  const running = {
    phase: 'Running',
    retryCount: tries,
    message:
      operation === 'asks' ? 'waiting for pruning confirmation of /Namespace/x' : 'one or more tasks are running',
  };
  const ended = { phase: failed ? 'Failed' : 'Succeeded', finishedAt, syncResult: result };
  return {
    metadata: deleting ? { deletionTimestamp: finishedAt } : {},
    spec: { source, syncPolicy: { automated: { prune: true, selfHeal: true } } },
    status: {
      reconciledAt: '2026-11-20T10:00:01Z',
      sync: { status: synced ? 'Synced' : 'OutOfSync', revision: 'r2', comparedTo: { source } },
      health: { status: 'Healthy' },
      operationState: operation ? running : ended,
      conditions: uncomparable ? [{ type: 'ComparisonError', message: 'app path does not exist' }] : [],
    },
  };
}

const flags = [false, true];
const states: readonly Status[] = flags.flatMap((deleting) =>
  flags.flatMap((uncomparable) =>
    flags.flatMap((synced) =>
      [
        { operation: undefined, tries: 0, failed: false },
        { operation: undefined, tries: 0, failed: true },
        { operation: 'runs' as const, tries: 0, failed: false },
        { operation: 'runs' as const, tries: 6, failed: false },
        { operation: 'asks' as const, tries: 0, failed: false },
      ].map((rest) => ({ deleting, uncomparable, synced, ...rest })),
    ),
  ),
);

test.each(states)('the simulation calls an Application as the health check does: %j', (state) => {
  expect(gate(state)).toBe(runHealthCheck(applicationHealth, applicationIn(state)).status);
});
