import { readdirSync, readFileSync } from 'node:fs';
import { everyAwsChoice } from '../support/configs.ts';
import { runNode } from '../support/program.ts';
import { synthesize } from './templates.ts';

const folder = new URL('../../cluster/', import.meta.url);

test('only cluster/eks.ts names the EKS library, so the move to its stable twin is one line', () => {
  const naming = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => /from ['"][^'"]*aws-eks-v2/.test(readFileSync(new URL(path, folder), 'utf8')));

  expect(naming).toEqual(['eks.ts']);
});

test('the stable twin makes the same templates, and no call of ours is deprecated', async () => {
  const [ofTwin, own] = await Promise.all([twinTemplates(), synthesize(everyAwsChoice)]);
  expect(ofTwin).toEqual(JSON.parse(JSON.stringify(own)));
});

/** The templates of a process of its own in which the twin stands under the name of the alpha library. */
async function twinTemplates(): Promise<unknown> {
  const hooks = `export const resolve = (name, context, next) =>
    next(name === '@aws-cdk/aws-eks-v2-alpha' ? 'aws-cdk-lib/aws-eks-v2' : name, context);`;
  const program = `
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}), import.meta.url);
    const { everyAwsChoice } = await import('./test/support/configs.ts');
    const { synthesize } = await import('./test/cluster/templates.ts');
    const { eks } = await import('./cluster/eks.ts');
    if (eks.Cluster.PROPERTY_INJECTION_ID !== 'aws-cdk-lib.aws-eks-v2.Cluster') throw new Error('not the twin');
    console.log(JSON.stringify(await synthesize(everyAwsChoice)));`;
  const { stdout, stderr } = await runNode(['--import', 'tsx/esm', '--input-type=module', '--eval', program], {
    env: { ...process.env, JSII_DEPRECATED: 'fail' },
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}
