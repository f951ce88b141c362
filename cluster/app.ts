import { App } from 'aws-cdk-lib';
import { environments } from '../config/environments/index.ts';
import { addEnvironment } from './environment.ts';
import { addValidation } from './validation.ts';

/** Entry of the CDK app: three stacks for each environment. Run by `cdk` (see cdk.json). */
const app = new App({ analyticsReporting: false });
for (const config of environments) addEnvironment(app, config);
// `cdk --no-validation` and CDK_VALIDATION=false turn off CDK's own rules; ours follow.
if (process.env['CDK_VALIDATION'] !== 'false') addValidation(app);
app.synth();
