import { network } from '../../../review/compare/verdicts/rights/network.ts';
import { application, type Case, cases, type Draft, step } from '../compare/trees.ts';
import { policy, settings } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const pods = (app: string) => ({ podSelector: { matchLabels: { app } } });
const block = (cidr: string) => ({ ipBlock: { cidr } });
const oneOf = (...values: readonly string[]) => ({
  podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values }] },
});
const namespaces = (labels: Fields) => ({ namespaceSelector: { matchLabels: labels } });
const port = (number: number) => ({ port: number });
const inward = (ingress: readonly Fields[], more: Fields = {}) =>
  policy({ policyTypes: ['Ingress'], ingress, ...more });
const outward = (egress: readonly Fields[]) => policy({ policyTypes: ['Egress'], egress });
const nobody = {
  podSelector: { matchExpressions: ['Exists', 'DoesNotExist'].map((operator) => ({ key: 'nobody', operator })) },
};
/** Who is let in, from nobody or to nobody. */
const letsIn = (rule: Fields, said: string) =>
  step(inward([{ from: [pods('a')] }]), inward([{ from: [pods('a')] }, rule]), said);
const noLonger = (rule: Fields, said: string) =>
  step(inward([{ from: [pods('a')] }, rule]), inward([{ from: [pods('a')] }]), said);
const letsOut = (rule: Fields, said: string) =>
  step(outward([{ to: [pods('a')] }]), outward([{ to: [pods('a')] }, rule]), said);
const closing = (name: string, spec: Fields = {}) =>
  policy({ podSelector: {}, policyTypes: ['Ingress'], ...spec }, name);
/** A policy that comes or goes in a namespace with something else in it. */
const among = (before: readonly Draft[], after: readonly Draft[], ...says: readonly (string | RegExp)[]): Case => ({
  before: [settings({}), ...before],
  after: [settings({}), ...after],
  says,
});
const web = 'NetworkPolicy shop/web';
const opens = `danger ${web}: nothing closes the pods any more that this policy selected`;
const closes = `warn ${web}: pods that were open are closed: what no policy allows is refused from now on`;
const refused = `warn ${web}: the connections that only this policy allowed are refused from now on`;

cases(network, {
  'pods more': letsIn({ from: [pods('b')] }, `warn ${web}: more may connect to its pods: b on every port`),
  'pods more on a port': letsIn(
    { from: [pods('b')], ports: [port(80)] },
    `warn ${web}: more may connect to its pods: b on port 80`,
  ),
  'pods of a namespace more': letsIn(
    { from: [{ ...namespaces({ name: 'shop' }), ...pods('b') }] },
    `warn ${web}: more may connect to its pods: shop b on every port`,
  ),
  'all pods of a namespace': letsIn(
    { from: [{ ...namespaces({ name: 'shop', tier: 'x' }) }] },
    `warn ${web}: more may connect to its pods: shop/x on every port`,
  ),
  'pods of a list of names': letsIn(
    { from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['b', 'c'] }] } }] },
    `warn ${web}: more may connect to its pods: b/c on every port`,
  ),
  'all pods of its namespace': letsIn(
    { from: [{ podSelector: {} }] },
    `danger ${web}: every pod, whoever made it, may connect to its pods: all pods on every port`,
  ),
  'all pods of some label in all namespaces': letsIn(
    { from: [{ namespaceSelector: {}, ...pods('b') }] },
    `danger ${web}: every pod, whoever made it, may connect to its pods: all namespaces b on every port`,
  ),
  'all namespaces': letsIn(
    { from: [{ namespaceSelector: {} }] },
    `danger ${web}: everybody (any address) may connect to its pods: all namespaces on every port`,
  ),
  everybody: letsIn({}, `danger ${web}: everybody (any address) may connect to its pods: anybody on every port`),
  'everybody on a port': letsIn(
    { ports: [port(80)] },
    `danger ${web}: everybody (any address) may connect to its pods: anybody on port 80`,
  ),
  'every address on a port': letsIn(
    { from: [block('0.0.0.0/0')], ports: [port(80)] },
    `danger ${web}: everybody (any address) may connect to its pods: 0.0.0.0/0 on port 80`,
  ),
  'every address of IPv6': letsIn(
    { from: [block('::/0')] },
    `danger ${web}: everybody (any address) may connect to its pods: ::/0 on every port`,
  ),
  'some addresses': letsIn(
    { from: [block('10.0.0.0/8')], ports: [{ protocol: 'UDP' }] },
    `warn ${web}: more may connect to its pods: 10.0.0.0/8 on every port`,
  ),
  'one of several pods less': step(
    inward([{ from: [oneOf('a', 'b', 'c')], ports: [port(80)] }]),
    inward([{ from: [oneOf('a', 'c')], ports: [port(80)] }]),
    `warn ${web}: less may connect to its pods: no longer b on port 80`,
  ),
  'a part of a range': step(
    outward([{ to: [block('10.0.0.0/16')] }]),
    outward([{ to: [block('10.0.16.0/20')] }]),
    `warn ${web}: less may be reached from its pods: no longer 10.0.0.0/16 on every port`,
  ),
  'a range with a hole': step(
    outward([{ to: [block('10.0.0.0/16')] }]),
    outward([{ to: [{ ipBlock: { cidr: '10.0.0.0/16', except: ['10.0.1.0/24'] } }] }]),
    `warn ${web}: less may be reached from its pods: no longer 10.0.0.0/16 on every port`,
  ),
  'a smaller hole': step(
    outward([{ to: [{ ipBlock: { cidr: '10.0.0.0/16', except: ['10.0.0.0/20'] } }] }]),
    outward([{ to: [{ ipBlock: { cidr: '10.0.0.0/16', except: ['10.0.0.0/24'] } }] }]),
    `warn ${web}: more may be reached from its pods: 10.0.0.0/16 on every port`,
  ),
  'a label more for a peer': step(
    inward([{ from: [{ podSelector: { matchLabels: { app: 'a' } } }] }]),
    inward([{ from: [{ podSelector: { matchLabels: { app: 'a', tier: 'x' } } }] }]),
    `warn ${web}: less may connect to its pods: no longer a on every port`,
  ),
  'pods of one namespace in place of all namespaces': step(
    inward([{ from: [{ namespaceSelector: {}, ...pods('a') }] }]),
    inward([{ from: [{ ...namespaces({ name: 'shop' }), ...pods('a') }] }]),
    `warn ${web}: less may connect to its pods: no longer all namespaces a on every port`,
  ),
  'its own namespace in place of all': step(
    inward([{ from: [{ namespaceSelector: {}, ...pods('a') }] }]),
    inward([{ from: [pods('a')] }]),
    `warn ${web}: more may connect to its pods: a on every port`,
    `warn ${web}: less may connect to its pods: no longer all namespaces a on every port`,
  ),
  'every port in place of one': step(
    outward([{ to: [pods('a')], ports: [port(443)] }]),
    outward([{ to: [pods('a')] }]),
    `warn ${web}: more may be reached from its pods: a on every port`,
  ),
  'a range of ports in place of one': step(
    outward([{ to: [pods('a')], ports: [port(443)] }]),
    outward([{ to: [pods('a')], ports: [{ port: 440, endPort: 450 }] }]),
    `warn ${web}: more may be reached from its pods: a on port 440 to 450`,
  ),
  'one protocol less': step(
    outward([{ to: [pods('dns')], ports: [port(53), { port: 53, protocol: 'UDP' }] }]),
    outward([{ to: [pods('dns')], ports: [port(53)] }]),
    `warn ${web}: less may be reached from its pods: no longer dns on port 53 (UDP)`,
  ),
  'a port by its name': step(
    outward([{ to: [pods('a')], ports: [{ port: 'http' }] }]),
    outward([{ to: [pods('a')], ports: [{ port: 'http' }, { port: 'admin' }] }]),
    `warn ${web}: more may be reached from its pods: a on port admin`,
  ),
  'two rules made one': step(
    outward([{ to: [pods('a')] }, { to: [pods('b')] }]),
    outward([{ to: [pods('a'), pods('b')] }]),
  ),
  'what a rule allows already': step(
    outward([{ to: [block('0.0.0.0/0')], ports: [port(443)] }]),
    outward([
      { to: [block('0.0.0.0/0')], ports: [port(443)] },
      { to: [block('10.0.0.0/8')], ports: [port(443)] },
    ]),
  ),
  nobody: step(inward([{ from: [pods('a')] }]), inward([{ from: [pods('a')] }, { from: [nobody] }])),
  'pods less': noLonger({ from: [pods('b')] }, `warn ${web}: less may connect to its pods: no longer b on every port`),
  'nobody less': step(inward([{ from: [pods('a')] }, { from: [nobody] }]), inward([{ from: [pods('a')] }])),
  'one for another': step(
    inward([{ from: [pods('a')] }]),
    inward([{ from: [pods('b')] }]),
    `warn ${web}: more may connect to its pods: b on every port`,
    `warn ${web}: less may connect to its pods: no longer a on every port`,
  ),
  'a first rule': step(
    policy({ policyTypes: ['Ingress'] }),
    inward([{ from: [pods('a')] }, { from: [pods('b')] }]),
    `warn ${web}: more may connect to its pods: a on every port, b on every port`,
  ),
  'a way out more': letsOut({ to: [pods('b')] }, `warn ${web}: more may be reached from its pods: b on every port`),
  'a way out to everywhere': letsOut(
    {},
    `danger ${web}: everybody (any address) may be reached from its pods: anybody on every port`,
  ),
  'a way out to every address': letsOut(
    { to: [block('0.0.0.0/0')] },
    `danger ${web}: everybody (any address) may be reached from its pods: 0.0.0.0/0 on every port`,
  ),
  'a way out to every address on a port': letsOut(
    { to: [block('0.0.0.0/0')], ports: [port(443)] },
    `warn ${web}: more may be reached from its pods: 0.0.0.0/0 on port 443`,
  ),
  'a way out to anybody on a port': letsOut(
    { ports: [port(53)] },
    `warn ${web}: more may be reached from its pods: anybody on port 53`,
  ),
  'a way out to all namespaces': letsOut(
    { to: [{ namespaceSelector: {} }] },
    `warn ${web}: more may be reached from its pods: all namespaces on every port`,
  ),

  'a policy of another group': {
    before: [{ ...inward([]), apiVersion: 'example.com/v1' }],
    after: [{ ...inward([{}]), apiVersion: 'example.com/v1' }],
  },
  'its labels': step(inward([]), { ...inward([]), metadata: { name: 'web', labels: { a: 'b' } } }),

  'the only one that closes goes': among([closing('web')], [], `${opens}: every pod may connect to them`),
  'the only one that closes both ways goes': among(
    [closing('web', { policyTypes: ['Ingress', 'Egress'] })],
    [],
    `${opens}: every pod may connect to them and they may connect to everywhere`,
  ),
  'one without types goes': among([policy({ podSelector: {} })], [], `${opens}: every pod may connect to them`),
  'one without types and with a way out goes': among(
    [policy({ podSelector: {}, egress: [{ to: [pods('b')] }] })],
    [],
    `${opens}: every pod may connect to them and they may connect to everywhere`,
  ),
  'one without types and with an empty list of ways out goes': among(
    [policy({ podSelector: {}, egress: [] })],
    [],
    new RegExp(`^${opens}: every pod may connect to them$`),
  ),
  'one way out goes': among([outward([])], [], `${opens}: they may connect to everywhere`),
  'one with a rule goes, and another closes all pods': among(
    [inward([{ from: [pods('b')] }]), closing('deny')],
    [closing('deny')],
    refused,
  ),
  'one without a rule goes, and another closes all pods': among(
    [inward([], pods('a')), closing('deny')],
    [closing('deny')],
  ),
  'one goes, and another closes the same pods': among(
    [inward([{ from: [pods('b')] }], pods('a')), closing('deny', pods('a'))],
    [closing('deny', pods('a'))],
    refused,
  ),
  'one goes, and another closes other pods': among(
    [inward([], pods('a')), closing('deny', pods('b'))],
    [closing('deny', pods('b'))],
    `${opens}: every pod may connect to them`,
  ),
  'one goes, and another closes some pods by a list': among(
    [inward([], pods('a')), closing('deny', nobody)],
    [closing('deny', nobody)],
    `${opens}: every pod may connect to them`,
  ),
  'one goes, and another closes the other way': among(
    [closing('web'), closing('deny', { policyTypes: ['Egress'] })],
    [closing('deny', { policyTypes: ['Egress'] })],
    `${opens}: every pod may connect to them`,
  ),
  'one goes, and another closes another namespace': among(
    [application('cart'), closing('web'), { ...closing('deny'), folder: 'cart' }],
    [application('cart'), { ...closing('deny'), folder: 'cart' }],
    `${opens}: every pod may connect to them`,
  ),
  'one goes with its namespace': step(closing('web'), undefined),
  'one leaves Git and stays': {
    before: [application('shop', { syncPolicy: {} }), settings({}), closing('web')],
    after: [application('shop', { syncPolicy: {} }), settings({})],
  },

  'a new one closes what was open': among([], [closing('web')], closes),
  'a new one closes what was open, but for some': among([], [inward([{ from: [pods('a')] }])], closes),
  'a new one closes what is closed': among([closing('deny')], [closing('deny'), closing('web')]),
  'a new one for everybody': among(
    [closing('deny')],
    [closing('deny'), inward([{}])],
    `danger ${web}: a new policy lets everybody connect to the pods that it selects`,
  ),
  'a new one for everybody, where nothing is closed': among(
    [],
    [inward([{}])],
    `warn ${web}: a new policy lets everybody connect to the pods that it selects`,
  ),
  'a new one with a way out to everywhere, where that is closed': among(
    [closing('deny', { policyTypes: ['Egress'] })],
    [closing('deny', { policyTypes: ['Egress'] }), outward([{}])],
    `danger ${web}: a new policy lets the pods that it selects connect to everywhere`,
  ),
  'a new one with a way to the metadata of the node': among(
    [closing('deny', { policyTypes: ['Egress'] })],
    [closing('deny', { policyTypes: ['Egress'] }), outward([{ to: [block('169.254.0.0/16')] }])],
    `danger ${web}: a new policy lets the pods that it selects talk with 169.254.0.0/16: the metadata of the node is among them`,
  ),
  'a way to the metadata of the node': letsOut(
    { to: [block('169.254.169.254/32')], ports: [port(80)] },
    `danger ${web}: the metadata of the node, with the credentials of its role, may be reached from its pods: 169.254.169.254/32 on port 80`,
  ),
  'a way around the metadata of the node': letsOut(
    { to: [{ ipBlock: { cidr: '169.254.0.0/16', except: ['169.254.169.254/32'] } }] },
    `warn ${web}: more may be reached from its pods: 169.254.0.0/16 on every port`,
  ),
  'a way to another port there': letsOut(
    { to: [block('169.254.169.254/32')], ports: [port(443)] },
    `warn ${web}: more may be reached from its pods: 169.254.169.254/32 on port 443`,
  ),
  'all pods of its namespace may be reached': letsOut(
    { to: [{ podSelector: {} }] },
    `warn ${web}: more may be reached from its pods: all pods on every port`,
  ),
  'one of the same rules has another name': among(
    [closing('deny'), closing('web', { ingress: [{ from: [pods('a')] }] })],
    [closing('deny'), closing('b', { ingress: [{ from: [pods('a')] }] })],
  ),
  'one has another name, and lets in more': among(
    [closing('deny'), closing('web', { ingress: [{ from: [pods('a')] }] })],
    [closing('deny'), closing('b', { ingress: [{ from: [pods('a')] }, {}] })],
    'danger NetworkPolicy shop/b: everybody (any address) may connect to its pods: anybody on every port',
  ),
  'one that allows nobody goes, and another one closes': among(
    [closing('deny'), closing('web', { ingress: [{ from: [nobody] }] })],
    [closing('deny')],
  ),
  'rules for every pod': step(
    policy({ ...pods('a'), policyTypes: ['Ingress'], ingress: [{ from: [pods('c')] }] }),
    policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [pods('c')] }] }),
    `warn ${web}: the policy selects every pod of the namespace: its rules hold for all of them`,
  ),
  'every pod is closed': step(
    policy({ ...pods('a'), policyTypes: ['Ingress'] }),
    policy({ podSelector: {}, policyTypes: ['Ingress'] }),
    `warn ${web}: the policy that denies by default selects every pod of the namespace`,
  ),
  'one direction, which another policy closes': among(
    [closing('web', { policyTypes: ['Ingress', 'Egress'] }), closing('deny', { policyTypes: ['Egress'] })],
    [closing('web'), closing('deny', { policyTypes: ['Egress'] })],
    `info ${web}: the policy no longer closes the pods that it selects; another one of the namespace does`,
  ),
  'a new one with a way out to everywhere': among([], [outward([{}])]),
  'a new one with ways out to addresses': among(
    [closing('deny', { policyTypes: ['Egress'] })],
    [
      closing('deny', { policyTypes: ['Egress'] }),
      outward([
        { to: [block('10.1.0.0/16'), pods('a')] },
        { to: [block('10.2.0.0/16')], ports: [port(80), port(443)] },
      ]),
    ],
    `warn ${web}: a new policy lets the pods that it selects talk with 10.1.0.0/16, 10.2.0.0/16 (port 80, 443)`,
  ),
  'a new one in a new namespace': step(undefined, closing('web')),

  'a direction less': step(
    closing('web', { policyTypes: ['Ingress', 'Egress'] }),
    closing('web'),
    `danger ${web}: the policy no longer closes the pods that it selects: they may connect to everywhere, where no other policy closes them`,
  ),
  'the other direction': step(
    closing('web', { policyTypes: ['Egress'] }),
    closing('web', { policyTypes: ['Ingress'] }),
    `danger ${web}: the policy no longer closes the pods that it selects: they may connect to everywhere`,
  ),
  'a direction more': step(
    closing('web'),
    closing('web', { policyTypes: ['Ingress', 'Egress'] }),
    `warn ${web}: its pods are closed in one more direction: what no rule allows is refused`,
  ),
  'the last way out of one without types': step(
    policy({ egress: [{ to: [pods('b')] }] }),
    policy({}),
    `danger ${web}: the policy no longer closes the pods that it selects: they may connect to everywhere, where no other policy closes them`,
  ),
  'the first way out of one without types': step(
    policy({}),
    policy({ egress: [{ to: [pods('b')] }] }),
    `warn ${web}: its pods are closed in one more direction: what no rule allows is refused`,
  ),
  'the types that it had by default': step(policy({ ingress: [] }), policy({ ingress: [], policyTypes: ['Ingress'] })),
  'a way out of one that does not close it': step(inward([]), inward([], { egress: [{}] })),
  'other pods': step(
    inward([{ from: [pods('a')] }], pods('a')),
    inward([{ from: [pods('a')] }], pods('b')),
    `warn ${web}: the policy selects other pods: its rules hold for them, and no longer for those before`,
  ),
  'other pods, of one that denies one way and allows the other': step(
    policy({ ...pods('a'), policyTypes: ['Ingress', 'Egress'], egress: [{ to: [pods('c')] }] }),
    policy({ ...pods('b'), policyTypes: ['Ingress', 'Egress'], egress: [{ to: [pods('c')] }] }),
    `warn ${web}: the policy selects other pods`,
  ),
  'other pods, of one that denies': step(
    inward([{ from: [nobody] }], pods('a')),
    inward([{ from: [nobody] }], pods('b')),
    `danger ${web}: the policy that denies by default selects other pods: those that it leaves are open`,
  ),
});
