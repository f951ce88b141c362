import { spawn } from 'node:child_process';
import { at } from '../../imports/json.ts';
import type { ApplicationView, ChartSource } from '../tree/application.ts';
import { templateCommand } from '../tree/chart.ts';

/** What the Application says of its chart that Helm alone cannot do; `undefined` where it can. */
export function obstacle(source: ChartSource, { manifest }: ApplicationView): string | undefined {
  const helm = (field: string) => at(manifest, `${source.field.replace(/\[(\d+)\]/, '.$1')}.helm.${field}`);
  if (source.unreadableValues) return 'its values are no YAML';
  for (const field of ['valueFiles', 'fileParameters']) {
    if (helm(field) !== undefined) return `its ${field} are in another place than the Application`;
  }
  return undefined;
}

/** The text that Argo CD makes of a chart. Rejects with what Helm says. */
export function template(helm: string, path: string, chart: ChartSource, view: ApplicationView): Promise<string> {
  const child = spawn(helm, templateCommand(path, chart, view), { stdio: 'pipe', timeout: 120_000 });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => err.push(chunk));
  // Helm that ends early reads no more.
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(chart.values));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(Buffer.concat(err).toString()));
    });
  });
}
