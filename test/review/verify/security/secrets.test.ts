import { secrets } from '../../../../review/verify/security/secrets.ts';
import { type Files, objectOf, treeOf } from '../../tree/objects.ts';
import { chartOf } from '../scheduling/cluster.ts';

const find = (files: Files) => secrets.find(treeOf(files)).map(({ field }) => field);
const encoded = (text: string) => Buffer.from(text).toString('base64');

describe('security/secrets', () => {
  test.each<[string, Files, string[]]>([
    [
      'Helm values',
      { 'root/a.yaml': chartOf('a', 'a', { grafana: { adminPassword: 'hunter2' } }) },
      ['spec.source.helm.valuesObject.grafana.adminPassword'],
    ],
    [
      'a ConfigMap',
      { 'a/c.yaml': objectOf('ConfigMap', 'c', { data: { 'app.ini': 'password = hunter2' } }) },
      ['data.app.ini'],
    ],
    [
      'a variable of a pod',
      { 'a/p.yaml': objectOf('Pod', 'p', { spec: { containers: [{ env: [{ name: 'TOKEN', value: 'hunter2' }] }] } }) },
      ['spec.containers.0.env.0.value'],
    ],
    ['data of a Secret', { 'a/s.yaml': objectOf('Secret', 's', { data: { any: encoded('hunter2') } }) }, ['data.any']],
    [
      'text of a Secret',
      { 'a/s.yaml': objectOf('Secret', 's', { stringData: { any: 'hunter2' } }) },
      ['stringData.any'],
    ],
    [
      'JSON in a Secret',
      { 'a/s.yaml': objectOf('Secret', 's', { stringData: { any: '{"login":"a","password":"hunter2"}' } }) },
      ['stringData.any'],
    ],
    [
      'an annotation',
      { 'a/s.yaml': objectOf('Service', 's', { metadata: { annotations: { url: 'amqp://a:hunter2@b' } } }) },
      ['metadata.annotations.url'],
    ],
  ])('finds one in %s', (_, files, fields) => {
    expect(find(files)).toEqual(fields);
  });

  test.each<[string, Files]>([
    [
      'a template of an ExternalSecret',
      {
        'a/e.yaml': objectOf('ExternalSecret', 'e', {
          apiVersion: 'external-secrets.io/v1',
          spec: { target: { template: { data: { connection: 'postgresql://{{ .user }}:{{ .password }}@db/x' } } } },
        }),
      },
    ],
    [
      'settings in a Secret',
      {
        'a/s.yaml': objectOf('Secret', 's', {
          stringData: { c: '{"conn_type":"aws","extra":{"region_name":"eu-west-1"}}', d: '' },
        }),
      },
    ],
    [
      'another kind of that name',
      { 'a/s.yaml': objectOf('Secret', 's', { apiVersion: 'a.example/v1', data: { any: 'text' } }) },
    ],
  ])('takes %s', (_, files) => {
    expect(find(files)).toEqual([]);
  });

  test('says nothing of what Helm renders, which is nowhere written', () => {
    const tree = treeOf({ 'root/a.yaml': chartOf('a', 'a', {}) });
    const manifest = JSON.parse(objectOf('Secret', 's', { data: { key: encoded('hunter2') } }));
    expect(secrets.find(tree.with([{ file: 'a', application: 'a', chart: 'a 1.2.3', manifest }]))).toEqual([]);
  });

  describe('of the well-known login', () => {
    const env = (value: string) => [{ name: 'ADMIN_PASSWORD', value }];
    const airflow = (value: string) => ({
      'root/airflow.yaml': chartOf('airflow', 'airflow', { createUserJob: { env: env(value) } }),
    });
    const ingress = { 'a/i.yaml': objectOf('Ingress', 'i', { apiVersion: 'networking.k8s.io/v1' }) };

    test('says nothing where nobody outside reaches it', () => {
      expect(find(airflow('admin'))).toEqual([]);
    });

    test('finds it where somebody does, and every other password', () => {
      const field = 'spec.source.helm.valuesObject.createUserJob.env.0.value';
      expect(find({ ...airflow('admin'), ...ingress })).toEqual([field]);
      expect(find(airflow('hunter2'))).toEqual([field]);
    });
  });

  test('does not repeat the secret', () => {
    const [problem] = secrets.find(treeOf({ 'a/s.yaml': objectOf('Secret', 's', { stringData: { any: 'hunter2' } }) }));
    expect(JSON.stringify([problem?.message, problem?.remedy])).not.toContain('hunter2');
  });
});
