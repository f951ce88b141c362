import { type Action, type CommandText, type Exit, npmScript, start } from '../../config/cli.ts';
import type { PlatformConfig } from '../../config/platform-config.ts';
import { resolve } from '../../config/resolve.ts';
import { oneOf } from '../../config/suggest.ts';
import { UserError } from '../../config/user-error.ts';
import { type Host, prepare, type Run } from '../cli/command.ts';
import { realHost } from '../cli/main.ts';
import { chooseEnvironment, type Flags, type OptionName, options } from '../cli/options.ts';
import { down } from './down.ts';
import { open } from './open.ts';
import { status } from './status.ts';
import { up } from './up.ts';
import { walk } from './walk.ts';

interface Step {
  readonly summary: string;
  readonly options: readonly OptionName[];
  readonly run: (run: Run) => Promise<Exit>;
}

const everywhere = ['dry-run', 'context'] as const;

/** What `npm run local --` can do. */
const steps: Readonly<Record<string, Step>> = {
  up: {
    summary: 'brings the environment to a cluster of kind, or to an empty one',
    options: [...everywhere, 'charts', 'argocd', 'compact', 'timeout'],
    run: up,
  },
  test: { summary: 'runs both example DAGs and checks what they did', options: [...everywhere, 'timeout'], run: walk },
  status: { summary: 'shows what runs', options: everywhere, run: status },
  open: {
    summary: 'forwards Airflow to this machine and follows your commits',
    options: [...everywhere, 'port', 'charts'],
    run: open,
  },
  down: { summary: 'removes exactly what up has made', options: everywhere, run: down },
};

const text: CommandText = {
  script: 'local',
  summary: [
    'Runs an environment of dist/ on a throw-away cluster, without AWS: as committed, but for a short table of stand-ins that --dry-run prints.',
    '',
    ...Object.entries(steps).map(([name, { summary }]) => `  ${name.padEnd(7)} ${summary}`),
    '',
    'A time limit (30m for up, 15m for test) bounds every wait, and what kind and Helm wait; it ends no download.',
  ].join('\n'),
  example: '-- up dev',
  ends: ['timedOut', 'findings', 'unavailable'],
};

const optionNames = [...new Set(Object.values(steps).flatMap(({ options }) => options))];

/** The command line of `npm run local`. */
export function localLine() {
  const line = npmScript(text)
    .argument('[step]', Object.keys(steps).join(', '))
    .argument('[environment...]', "the name of one file in config/environments/; 'dev' where there is one")
    .usage('<step> [environment] [options]');
  for (const name of optionNames) line.addOption(options[name]);
  return line;
}

/** What `execute` and `start` run. */
export function localAction(host: Host): Action<[string | undefined, string[]], Flags> {
  return async (name, named, flags) => {
    const step = name === undefined ? undefined : steps[name];
    if (!step) {
      const names = Object.keys(steps);
      throw new UserError(
        name === undefined
          ? `name a step: ${names.join(', ')}, e.g. 'npm run local -- up'`
          : `'${name}' is no step; ${oneOf(name, names)}`,
      );
    }
    const refused = optionNames.find((option) => !step.options.includes(option) && isGiven(flags, option));
    if (refused) throw new UserError(`--${refused} has no meaning for '${name}'; leave it out`);
    const environments = await host.environments();
    const wanted = named.length === 0 ? defaultEnvironment(environments) : named;
    const config = chooseEnvironment(wanted, environments, `local -- ${name}`);
    return step.run(prepare('local', resolve(config), flags, host));
  };
}

/** What is meant where nobody names an environment: 'dev', or the first. */
export function defaultEnvironment(environments: readonly PlatformConfig[]): readonly string[] {
  const chosen = environments.find(({ environment }) => environment === 'dev') ?? environments[0];
  return chosen ? [chosen.environment] : [];
}

function isGiven(flags: Flags, option: OptionName): boolean {
  const key = option.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return flags[key as keyof Flags] !== undefined;
}

await start(import.meta.url, localLine(), localAction(realHost(process.env)));
