import { service } from '../../../review/compare/verdicts/identity/services.ts';
import { type Case, cases, type Draft, draft } from '../compare/trees.ts';
import { deployment } from './fixture.ts';

type Fields = Readonly<Record<string, unknown>>;

const ports = [{ name: 'http', containerPort: 8080 }, { containerPort: 9090 }];
const pods = (name: string, labels: Fields = { app: name }): Draft => ({
  ...deployment({}, { template: { metadata: { labels }, spec: { containers: [{ name: 'web', ports }] } } }),
  metadata: { name },
});
const of = (spec: Fields) => draft('Service', { spec: { ports: [{ port: 80, targetPort: 'http' }], ...spec } });
const web = 'Service shop/web:';
const others = [pods('web'), pods('cart'), pods('both', { app: 'web', tier: 'back' })];
/** A Service changes, and the pods of its namespace do not. */
const becomes = (before: Fields, after: Fields, ...says: readonly string[]): Case => ({
  before: [of({ selector: { app: 'web' }, ...before }), ...others],
  after: [of({ selector: { app: 'web' }, ...after }), ...others],
  says,
});
const port = (fields: Fields) => ({ ports: [{ name: 'web', port: 80, targetPort: 'http', ...fields }] });
const ingress = (name: string) =>
  draft('Ingress', {
    spec: { rules: [{ http: { paths: [{ backend: { service: { name, port: { name: 'web' } } } }] } }] },
  });

cases(service, {
  'a selector of no pod': becomes(
    {},
    { selector: { app: 'shop' } },
    `danger ${web} it reaches no pod any more: whoever calls its name gets no answer (before: Deployment web and Deployment both)`,
  ),
  'a selector of other pods': becomes(
    {},
    { selector: { app: 'cart' } },
    `danger ${web} it reaches other pods from now on: Deployment cart (before: Deployment web and Deployment both)`,
  ),
  'a selector of some of the pods': becomes(
    {},
    { selector: { app: 'web', tier: 'back' } },
    `warn ${web} it reaches other pods from now on: Deployment both`,
  ),
  'a selector of the same pods': becomes({ selector: { tier: 'back' } }, { selector: { tier: 'back', app: 'web' } }),
  'a selector of nobody, as before': becomes(
    { selector: { app: 'a' } },
    { selector: { app: 'b' } },
    `warn ${web} it selects pods by other labels, and no pod of this tree has them`,
  ),
  'a selector that is right now': becomes({ selector: { app: 'a' } }, {}),
  'other labels of the pods': {
    before: [of({ selector: { app: 'web' } }), pods('web')],
    after: [of({ selector: { app: 'web' } }), pods('web', { app: 'shop' })],
    says: [`danger ${web} it reaches no pod any more`],
  },
  'another name of the pods': {
    before: [of({ selector: { app: 'web' } }), pods('web')],
    after: [of({ selector: { app: 'web' } }), pods('other', { app: 'web' })],
  },
  'pods of another namespace': {
    before: [of({ selector: { app: 'web' } }), { ...pods('web'), metadata: { name: 'web', namespace: 'cart' } }],
    after: [of({ selector: { app: 'web' } })],
  },
  'an alias': becomes(
    {},
    { type: 'ExternalName', externalName: 'db.example.com' },
    `danger ${web} its name leads to db.example.com from now on, and no longer to its pods`,
  ),
  'another label of its own': {
    before: [of({ selector: { app: 'web' } }), pods('web')],
    after: [{ ...of({ selector: { app: 'web' } }), metadata: { name: 'web', labels: { a: 'b' } } }, pods('web')],
  },
  'a target of no container': becomes(
    port({}),
    port({ targetPort: 'https' }),
    `danger ${web} no container of its pods has the port https: whoever calls it is refused`,
  ),
  'a number of no container': becomes(port({}), port({ targetPort: 8081 }), `danger ${web} no container of its pods`),
  'the number of the same port': becomes(port({}), port({ targetPort: 8080 })),
  'a port without a name': becomes(port({}), port({ targetPort: 9090 })),
  'a port that was not there before': becomes(port({ targetPort: 'a' }), port({ targetPort: 'b' })),
  'a target of no container, of a headless one': becomes(
    { clusterIP: 'None', ...port({}) },
    { clusterIP: 'None', ...port({ targetPort: 'https' }) },
    `warn ${web} no container of its pods has the port https: a monitor or a load balancer that follows it finds none`,
  ),
  'another number, of a headless one': becomes(
    { clusterIP: 'None', ...port({}) },
    { clusterIP: 'None', ...port({ port: 81 }) },
  ),
  'another number': becomes(
    port({}),
    port({ port: 81 }),
    `danger ${web} its port 80 goes: whoever calls it there gets no answer`,
  ),
  'a port more': becomes(port({}), {
    ports: [...port({}).ports, { name: 'metrics', port: 81, targetPort: 9090 }],
  }),
  'another name of the port': becomes(
    port({}),
    port({ name: 'http' }),
    `warn ${web} its port is no longer called web: an Ingress or a ServiceMonitor that names it finds no port`,
  ),
  'another name of the port, which an Ingress names': {
    before: [of({ selector: { app: 'web' }, ...port({}) }), ...others, ingress('web')],
    after: [of({ selector: { app: 'web' }, ...port({ name: 'http' }) }), ...others, ingress('web')],
    says: [`danger ${web} its port is no longer called web, and an Ingress names it`],
  },
  'another name of the port, and an Ingress of another Service': {
    before: [of({ selector: { app: 'web' }, ...port({}) }), ...others, ingress('cart')],
    after: [of({ selector: { app: 'web' }, ...port({ name: 'http' }) }), ...others, ingress('cart')],
    says: [`warn ${web} its port is no longer called web`],
  },
});
