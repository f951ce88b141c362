import { App } from 'aws-cdk-lib/core';
import { importing, loadEnvironments } from '../config/load.ts';
import { addValidation, isMistake } from './validation.ts';

/**
 * Entry of the CDK app: the stacks of each environment. Run by `cdk` (see cdk.json), and the only file of the app
 * that reads the environment of the process. A config with mistakes makes no template; stderr lists them all. Neither does
 * a template that breaks a rule: CDK has listed what is broken, and a trace of its own code would only bury the list.
 */
try {
  const environments = await loadEnvironments();
  // Not at the top: the stacks import files of config/ too.
  const { addEnvironment } = await importing(() => import('./environment.ts'));
  const app = new App({ analyticsReporting: false });
  // A cluster that others make has no stack to deploy. `cluster:synth` asks for its templates: they say what has to exist.
  const withExisting = app.node.tryGetContext('existing') === 'true';
  for (const config of environments) if (withExisting || !config.cluster.existing) addEnvironment(app, config);
  // CDK_VALIDATION=false and `cdk --no-validation` turn off the rules that come with CDK; ours go with them.
  if (process.env['CDK_VALIDATION'] !== 'false') addValidation(app);
  app.synth();
} catch (error) {
  if (!isMistake(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
