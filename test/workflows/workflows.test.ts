import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { fieldsNamed, isObject, type Json, listIn, objectIn } from '../../imports/json.ts';

const folder = new URL('../../.github/workflows/', import.meta.url);
const workflows = readdirSync(folder).map((name): [string, Json] => [
  name,
  load(readFileSync(new URL(name, folder), 'utf8')) as Json,
]);
const jobs = workflows.flatMap(([name, workflow]) =>
  Object.entries(objectIn(workflow, 'jobs')).map(([job, value]): [string, Json] => [`${name}: ${job}`, value]),
);

describe.each(workflows)('the workflow %s', (_, workflow) => {
  test('pins each action by the digest of a commit: a tag can be moved to other code', () => {
    const used = fieldsNamed(workflow, 'uses').map(String);
    expect(used.filter((action) => !/^(\.\/|[\w./-]+@[0-9a-f]{40}$)/.test(action))).toEqual([]);
  });

  test('gives no job more than it asks for: the rights are written out at the top', () => {
    const rights = objectIn(workflow)['permissions'];
    expect(isObject(rights) && Object.values(rights).every((right) => right === 'read')).toBe(true);
  });
});

describe.each(jobs)('the job %s', (_, job) => {
  const writes = Object.values(objectIn(job, 'permissions')).includes('write');
  const commands = listIn(job, 'steps').flatMap((step) => fieldsNamed(step, 'run').map(String));

  test('runs no package of the branch where it may write: the branch could take the token', () => {
    expect(writes ? commands.filter((command) => /\b(npm|npx|node|\.ci\/run)\b/.test(command)) : []).toEqual([]);
  });

  test('puts no text of an event into a command or a script: a branch may be called like a program', () => {
    const scripts = listIn(job, 'steps').flatMap((step) => fieldsNamed(step, 'script').map(String));
    expect([...commands, ...scripts].filter((text) => text.includes('${{'))).toEqual([]);
  });

  test('ends by itself', () => {
    expect(objectIn(job)['timeout-minutes']).toBeGreaterThan(0);
  });
});

test('the jobs of ci.yaml run the groups of .ci/run', () => {
  const groups = /^groups=\((.+)\)$/m.exec(readFileSync(new URL('../../.ci/run', import.meta.url), 'utf8'))?.[1];
  const ci = workflows.find(([name]) => name === 'ci.yaml')?.[1];
  const run = fieldsNamed(objectIn(ci, 'jobs'), 'run').map(String);
  const started = run.flatMap((command) => command.match(/(?<=\.ci\/run ).+/)?.[0].split(' ') ?? []);
  expect(started.filter((group) => !groups?.split(' ').includes(group))).toEqual([]);
  // The bench measures a machine, and a shared runner is none to measure on.
  expect(groups?.split(' ').filter((group) => !started.includes(group))).toEqual(['bench']);
});
