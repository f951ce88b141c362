import { z } from 'zod';
import { airflowRelease, namespaces } from '../../config/names.ts';
import { secretName } from '../../config/secrets.ts';
import { UserError } from '../../config/user-error.ts';
import type { Run } from '../cli/command.ts';
import { kubectl } from '../clients/kubectl.ts';
import type { Served } from '../clients/shell.ts';

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** The user that the environment makes, as the Secret in the cluster has it. */
export function adminLogin(run: Run): Promise<Login> {
  return loginIn(run, secretName(run.config, 'admin'), namespaces.airflow);
}

/** A user of a Secret; the one of Argo CD has a password only. */
export async function loginIn({ shell, config }: Run, name: string, namespace: string): Promise<Login> {
  const read = kubectl(config, 'get', 'secret', name, '--namespace', namespace, '--output', 'json');
  const answer = await shell.run(read, { planned: JSON.stringify({ data: { password: '' } }) });
  const { data } = z
    .object({ data: z.object({ username: z.string().default(''), password: z.string() }) })
    .parse(JSON.parse(answer));
  const text = (value: string) => Buffer.from(value, 'base64').toString();
  return { username: text(data.username), password: text(data.password) };
}

/** A port of this machine that leads to a pod. */
export interface Forwarded {
  readonly url: string;
  readonly served: Served;
}

/** Forwards a port of this machine to a Service: to `port`, or to any that is free. */
export async function forward(
  { shell, config }: Run,
  service: string,
  namespace: string,
  { port = '', to }: { readonly port?: string; readonly to: number },
): Promise<Forwarded> {
  // Without an address kubectl is content with IPv6, where another program has the port of IPv4.
  const address = ['--address', '127.0.0.1', '--namespace', namespace];
  const argv = kubectl(config, 'port-forward', ...address, service, `${port}:${to}`);
  const served = await shell.serve(argv, /Forwarding from 127/, `Forwarding from 127.0.0.1:${port || '8080'} -> ${to}`);
  const [, found] = /127\.0\.0\.1:(\d+)/.exec(served.line) ?? [];
  return { url: `http://localhost:${found}`, served };
}

export const airflowService = { name: `service/${airflowRelease}-api-server`, port: 8080 } as const;

/** Airflow's public API. */
export class AirflowApi {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async login(url: string, login: Login): Promise<AirflowApi> {
    const response = await request(`${url}/auth/token`, 'POST', login);
    if (!response.ok) throw new UserError(`Airflow refuses the login of '${login.username}' (${response.status})`);
    const { access_token } = z.object({ access_token: z.string() }).parse(await response.json());
    return new AirflowApi(url, access_token);
  }

  /** @throws UserError with what Airflow answers */
  async call<T>(method: 'GET' | 'POST' | 'PATCH', path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    const response = await request(`${this.#url}/api/v2/${path}`, method, body, this.#token);
    const text = await response.text();
    if (!response.ok)
      throw new UserError(`Airflow answers ${response.status} to ${method} ${path}: ${text.slice(0, 300)}`);
    return schema.parse(JSON.parse(text));
  }
}

/** @throws UserError where nothing answers */
function request(url: string, method: string, body?: unknown, token?: string): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(({ message, cause }: Error) => {
    const { code = message } = (cause ?? {}) as { code?: string };
    throw new UserError(
      `Airflow does not answer at ${new URL(url).origin} (${code}); see 'npm run local -- status', then run the same command again`,
    );
  });
}
