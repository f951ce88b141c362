import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { splitValues } from '../../charts/argo/helm-source.ts';
import { findTool } from '../../review/helm/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What reads a number in the charts of this world: as text, quoted, and in both notations of a whole object. */
const template = `
plain: {{ .Values.sizes.large }}
quoted: {{ .Values.sizes.large | quote }}
yaml: {{ toYaml .Values.sizes | nindent 2 }}
json: {{ toJson .Values.sizes }}
inList: {{ (index .Values.list 1).max | quote }}
item: {{ index .Values.counts 0 | quote }}
{{- if not (kindIs "invalid" .Values.ttl) }}
ttl: {{ .Values.ttl }}
{{- end }}
`;

const helm = findTool('helm');
if (!helm) console.warn('LEFT OUT: test/airflow/helm.test.ts, because there is no helm for this machine');

(helm ? describe : describe.skip)('what Helm itself makes of values and parameters', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: values\nversion: 1.0.0\n');
  writeFileSync(join(folder, 'values.yaml'), 'ttl: 300\n');
  writeFileSync(join(folder, 'templates/all.yaml'), template);

  /** As Argo CD calls it: the values as a file, the parameters behind them. */
  function rendered(values: object, withParameters = true): unknown {
    const { valuesObject, parameters } = splitValues(values);
    const set = withParameters ? parameters.flatMap(({ name, value }) => ['--set', `${name}=${value}`]) : [];
    const command = ['template', 'release', folder, '--values', '-', ...set];
    const input = JSON.stringify(valuesObject);
    return load(execFileSync(helm?.command ?? '', command, { encoding: 'utf8', input, stdio: 'pipe' }));
  }

  const values = {
    ttl: null,
    sizes: { large: 8_388_608, small: 3 },
    list: [{}, { max: 123_456_789_012 }],
    counts: [3e6],
  };

  test('integers of a million and more survive, and so does a null that removes a default', () => {
    expect(rendered(values)).toEqual({
      plain: 8_388_608,
      quoted: '8388608',
      yaml: { large: 8_388_608, small: 3 },
      json: { large: 8_388_608, small: 3 },
      inList: '123456789012',
      item: '3000000',
    });
  });

  test('without the parameters it would lose both', () => {
    expect(rendered(values, false)).toMatchObject({ ttl: 300, quoted: '8.388608e+06', inList: '1.23456789012e+11' });
  });
});
