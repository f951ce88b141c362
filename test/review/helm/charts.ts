import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findTool } from '../../../review/helm/program.ts';
import { applicationOf } from '../tree/objects.ts';

export const helm = findTool('helm');

/** Tests that need Helm are left out, and say so, where there is none. */
export const describeWithHelm = helm ? describe : describe.skip;
if (!helm) console.warn('LEFT OUT: charts rendered by Helm, because there is no helm for this machine');

/** Writes a small chart into a folder of its name. */
export function writeChart(
  folder: string,
  version: string,
  files: Readonly<Record<string, string>>,
  name = 'shop',
): void {
  const all = { 'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: ${version}\n`, ...files };
  for (const [path, text] of Object.entries(all)) {
    const file = join(folder, `${name}-${version}`, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A port that nobody listens on: the repository does not answer, at once. */
const repoURL = 'https://127.0.0.1:1/charts';

/** An Application that installs the chart. */
export function chartApplication(
  targetRevision: string,
  helmOptions: object = {},
  name = 'shop',
  fields: object = {},
): string {
  return applicationOf(name, (draft) => {
    Object.assign(draft.spec, fields);
    draft.spec['source'] = { repoURL, chart: name, targetRevision, helm: helmOptions };
  });
}

/** A Deployment of one container, as a chart writes it. */
export const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:{{ .Chart.Version }}
          securityContext: { privileged: {{ .Values.privileged | default false }} }
`;
