import { spawn } from 'node:child_process';
import { at, isObject, type Json, type JsonObject, listIn } from '../../imports/json.ts';
import type { Manifest } from '../../review/tree/manifest.ts';
import { groupOf } from '../../review/tree/object-id.ts';

/** What the server answers to one request. */
export interface Answer {
  readonly code: number;
  readonly body: JsonObject;
}

/** A real Kubernetes API server, by way of `kubectl proxy`: kubectl knows how to get in, whatever the kubeconfig says. */
export class Server {
  readonly #kinds = new Map<string, { readonly plural: string; readonly namespaced: boolean }>();

  private constructor(
    readonly url: string,
    readonly close: () => void,
  ) {}

  static async connect(kubectl: string, context: string): Promise<Server> {
    const child = spawn(kubectl, ['--context', context, 'proxy', '--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const port = await new Promise<string>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`kubectl proxy ended with exit code ${code}`)));
      child.stdout.on('data', (data: Buffer) => {
        const [, found] = /127\.0\.0\.1:(\d+)/.exec(data.toString()) ?? [];
        if (found) resolve(found);
      });
    });
    return new Server(`http://127.0.0.1:${port}`, () => child.kill());
  }

  async request(method: string, path: string, body?: Json, type = 'application/json'): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': type } }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    const parsed: Json = isJson ? JSON.parse(text) : { message: text.trim() };
    return { code: answer.status, body: isObject(parsed) ? parsed : {} };
  }

  async list(path: string): Promise<readonly Json[]> {
    return listIn((await this.request('GET', path)).body, 'items');
  }

  /** Server-side apply as Argo CD does it; a field that the kind does not have is an error. */
  async apply(manifest: Manifest, { dryRun = false }: { readonly dryRun?: boolean } = {}): Promise<Answer> {
    const query = `fieldManager=argocd-controller&force=true&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    return this.request('PATCH', `${await this.path(manifest)}?${query}`, manifest, 'application/apply-patch+yaml');
  }

  /** What a person does with `kubectl patch`. */
  async patchByHand(manifest: Manifest, patch: JsonObject): Promise<Answer> {
    const path = `${await this.path(manifest)}?fieldManager=kubectl-patch`;
    return this.request('PATCH', path, patch, 'application/merge-patch+json');
  }

  async get(manifest: Manifest): Promise<Answer> {
    return this.request('GET', await this.path(manifest));
  }

  /** Whether the server would take the object; nothing is stored. */
  async tryToCreate(manifest: Manifest): Promise<Answer> {
    return this.request('POST', `${await this.#collection(manifest)}?dryRun=All&fieldValidation=Strict`, manifest);
  }

  /** Nobody is here who would finish a deletion. */
  async remove(manifest: Manifest): Promise<void> {
    if (manifest.metadata['finalizers']) await this.patchByHand(manifest, { metadata: { finalizers: null } });
    await this.request('DELETE', await this.path(manifest), { propagationPolicy: 'Background' });
  }

  async path(manifest: Manifest): Promise<string> {
    return `${await this.#collection(manifest)}/${manifest.metadata.name}`;
  }

  async #collection({ apiVersion, kind, metadata }: Manifest): Promise<string> {
    const root = groupOf(apiVersion) === '' ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
    if (!this.#kinds.has(`${apiVersion}/${kind}`)) {
      for (const resource of listIn((await this.request('GET', root)).body, 'resources')) {
        const plural = String(at(resource, 'name'));
        if (plural.includes('/')) continue;
        const namespaced = at(resource, 'namespaced') === true;
        this.#kinds.set(`${apiVersion}/${at(resource, 'kind')}`, { plural, namespaced });
      }
    }
    const found = this.#kinds.get(`${apiVersion}/${kind}`);
    if (!found) throw new Error(`the server does not know ${kind} of ${apiVersion}`);
    return found.namespaced ? `${root}/namespaces/${metadata['namespace']}/${found.plural}` : `${root}/${found.plural}`;
  }

  forgetKinds(): void {
    this.#kinds.clear();
  }
}

/** The server's own words. */
export function reasonOf({ code, body }: Answer): string {
  return `${code} ${String(body['message'] ?? 'no message')}`;
}

/** Work for many objects at the same time; the server has its own limits. */
export async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

export async function until(limit: number, what: string, isDone: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + limit; Date.now() < end; ) {
    if (await isDone()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what}: not after ${limit / 1000} s`);
}
