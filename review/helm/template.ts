import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
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
export async function template(helm: string, path: string, chart: ChartSource, view: ApplicationView): Promise<string> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free -= 1;
  try {
    return await run(helm, templateCommand(path, chart, view), JSON.stringify(chart.values));
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}

/** As many at once as there are processors: each Helm takes one, and 100 MB. */
let free = availableParallelism();
const waiting: (() => void)[] = [];

/** Helm ends before its memory is worth collecting: it takes a third less time with fewer collections. */
const env = { GOGC: '400', ...process.env };

function run(helm: string, command: readonly string[], input: string): Promise<string> {
  const child = spawn(helm, command, { stdio: 'pipe', timeout: 120_000, env });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => err.push(chunk));
  // Helm that ends early reads no more.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString());
      else reject(new Error(Buffer.concat(err).toString()));
    });
  });
}
