import { sample } from '../../config/sample.ts';
import { bootstrap } from '../../ops/bootstrap.ts';
import type { Command } from '../../ops/cli/command.ts';
import { clusterDeploy } from '../../ops/cluster-deploy.ts';
import { clusterDiff } from '../../ops/cluster-diff.ts';
import { diff } from '../../ops/diff.ts';
import { status } from '../../ops/status.ts';
import { teardown } from '../../ops/teardown.ts';
import { healthyWorld } from './healthy-world.ts';
import type { World } from './world.ts';

const commands = [clusterDeploy, clusterDiff, bootstrap, status, diff, teardown];
const scripts = (list: readonly Command[]) => list.map((command) => [command.script, command] as const);

/** Refused: exit code 1, and nothing but questions was asked of AWS. */
async function refusalLines(world: World, command: Command, ...argv: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await world.run(command, ...argv);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(world.calls().filter((line) => !/^(aws (sts get|eks describe|secretsmanager get)|git )/.test(line))).toEqual(
    [],
  );
  return stderr.split('\n');
}

/** The same, in one line. */
async function refusal(world: World, command: Command, ...argv: readonly string[]): Promise<string> {
  const [line = '', ...more] = await refusalLines(world, command, ...argv);
  expect(more).toEqual([]);
  return line;
}

describe.each(scripts(commands))('%s refuses', (script, command) => {
  test('an environment that does not exist', async () => {
    expect(await refusal(healthyWorld(), command, 'tset')).toBe(
      `${script}: environment 'tset' is not in config/environments; did you mean 'test'? allowed: 'test'`,
    );
  });

  test('no environment', async () => {
    expect(await refusal(healthyWorld(), command)).toBe(
      `${script}: name an environment: test, e.g. 'npm run ${script} -- test'`,
    );
  });

  test('a second environment', async () => {
    expect(await refusal(healthyWorld(), command, 'test', 'prod')).toBe(
      `${script}: 'prod': give one environment only, and options after '--', e.g. 'npm run ${script} -- test'`,
    );
  });

  test('an option that does not exist', async () => {
    expect(await refusal(healthyWorld(), command, 'test', '--dryrun')).toContain(
      `${script}: unknown option '--dryrun'; did you mean --dry-run?`,
    );
  });

  test('the sample values, with a line for each field', async () => {
    const world = healthyWorld((draft) => {
      draft.aws.accountId = sample.accountId;
      draft.git.repoUrl = sample.repoUrl;
      draft.cluster.endpoint = { kind: 'public', allowedCidrs: [sample.cidr] };
      const certificateArn = `arn:aws:acm:eu-west-1:444455556666:${sample.certificate}`;
      const host = 'airflow.company.com';
      draft.airflow.exposure = { kind: 'alb', host, certificateArn, scheme: 'internal', allowedCidrs: ['10.0.0.0/8'] };
    });
    expect(await refusalLines(world, command, 'test')).toEqual([
      `${script}: config/environments/test.ts has 4 sample values left:`,
      "  aws.accountId: '111122223333' is a sample; use the number of your AWS account",
      "  cluster.endpoint.allowedCidrs[0]: '203.0.113.0/24' is a sample; use the public addresses of your offices and VPN",
      "  git.repoUrl: 'https://github.com/example/airflow-on-eks.git' is a sample; use the HTTPS address of your own repository",
      "  airflow.exposure.certificateArn: 'arn:aws:acm:eu-west-1:444455556666:certificate/12345678-1234-1234-1234-123456789012' is a sample; use the ARN of the certificate of your host",
      "put your own there, then run 'npm run synth', commit and push",
    ]);
    expect(world.calls()).toEqual([]);
  });

  test('the sample owners of paths, whom nobody is, beside the sample values', async () => {
    const world = healthyWorld((draft) => {
      draft.git.repoUrl = sample.repoUrl;
    });
    world.write(
      '.github/CODEOWNERS',
      '# @example/nobody owns this\n* @example/data-platform\n/dags/ @acme/data @example/data-platform\n',
    );
    const lines = await refusalLines(world, command, 'test');
    expect(lines[0]).toContain('has 1 sample value left');
    expect(lines.at(-1)).toBe(
      ".github/CODEOWNERS: '@example/data-platform' is a sample, and nobody reviews what has no owner; use your own teams or people",
    );
    expect(world.calls()).toEqual([]);
  });

  test('no owners that are real', async () => {
    const world = healthyWorld();
    world.write('.github/CODEOWNERS', '* @acme/platform\n');
    expect((await world.run(command, 'test', '--dry-run')).stdout).not.toContain('CODEOWNERS');
  });

  test('a machine without aws', async () => {
    const world = healthyWorld();
    world.uninstall('aws');
    expect(await refusal(world, command, 'test')).toBe(
      `${script}: not found on PATH: aws; install what docs/operations.md lists under 'What you need'`,
    );
  });

  test('expired credentials', async () => {
    const world = healthyWorld().answer('aws sts *', {
      code: 254,
      err: 'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: The security token included in the request is expired',
    });
    expect(await refusal(world, command, 'test')).toBe(
      `${script}: the AWS credentials have expired; log in again, e.g. with 'aws sso login'`,
    );
  });

  test('credentials of another account', async () => {
    const world = healthyWorld().answer('aws sts *', { out: '999999999999\n' });
    expect(await refusal(world, command, 'test')).toBe(
      `${script}: the credentials belong to account 999999999999, but 'test' lives in 123456789012 (aws.accountId); use credentials of that account, e.g. AWS_PROFILE=<profile> npm run ${script} -- test`,
    );
  });
});

describe('bad input of the commands that talk to the cluster', () => {
  test.each([
    [
      'no credentials',
      'Unable to locate credentials. You can configure credentials by running "aws configure".',
      'there are no AWS credentials',
    ],
    ['a profile that does not exist', 'The config profile (prd) could not be found', 'there are no AWS credentials'],
    [
      'an old SSO session',
      'Error when retrieving token from sso: Token has expired and refresh failed',
      'have expired',
    ],
    [
      'credentials that were deleted',
      'An error occurred (InvalidClientTokenId) when calling …',
      'AWS does not know the credentials',
    ],
    [
      'half of a key',
      'Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY',
      'bootstrap: the AWS credentials are not complete; set AWS_SECRET_ACCESS_KEY too, or unset the others and set AWS_PROFILE',
    ],
    [
      'a broken config file',
      'Traceback (most recent call last):\n  File "aws", line 27\nbotocore.exceptions.ConfigParseError: Unable to parse config file: /home/me/.aws/config\n',
      "bootstrap: the AWS CLI cannot read /home/me/.aws/config; fix it: sections are in [brackets], values are 'key = value'",
    ],
    [
      'no network',
      '\nCould not connect to the endpoint URL: "https://sts.eu-west-1.amazonaws.com/"\n',
      'bootstrap: AWS cannot be reached; check network, VPN and proxy (Could not connect to the endpoint URL: "https://sts.eu-west-1.amazonaws.com/")',
    ],
    ['a proxy that is off', 'Failed to connect to proxy URL: "http://127.0.0.1:1"', 'AWS cannot be reached'],
    [
      'what nobody foresaw',
      '\nSSL validation failed for https://sts.eu-west-1.amazonaws.com/\n',
      "bootstrap: AWS does not say whose credentials these are (SSL validation failed for https://sts.eu-west-1.amazonaws.com/); run 'aws sts get-caller-identity' until it does",
    ],
    ['nothing', '', 'AWS does not say whose credentials these are (no reason given)'],
  ])('%s', async (_, err, message) => {
    expect(await refusal(healthyWorld().answer('aws sts *', { code: 255, err }), bootstrap, 'test')).toContain(message);
  });

  test('kubectl and helm are missing: one message names both', async () => {
    const world = healthyWorld();
    world.uninstall('kubectl', 'helm');
    expect(await refusal(world, bootstrap, 'test')).toContain('not found on PATH: kubectl, helm;');
  });

  test('cdk is missing: it comes with npm ci', async () => {
    const world = healthyWorld();
    world.uninstall('cdk');
    expect(await refusal(world, clusterDeploy, 'test')).toContain(
      "not found on PATH: cdk; install what docs/operations.md lists under 'What you need'; cdk comes with 'npm ci'",
    );
  });

  test.each(scripts([bootstrap, status]))('%s: the cluster is not there', async (script, command) => {
    const world = healthyWorld().answer('aws eks describe-cluster *', {
      code: 254,
      err: 'An error occurred (ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found for name: airflow-test.',
    });
    expect(await refusal(world, command, 'test')).toBe(
      `${script}: cluster 'airflow-test' is not in account 123456789012, eu-west-1; make it with 'npm run cluster:deploy -- test'`,
    );
  });

  test.each(scripts([bootstrap, status]))('%s: the cluster is not ready', async (script, command) => {
    const world = healthyWorld().answer('aws eks describe-cluster *', { out: { cluster: { status: 'CREATING' } } });
    expect(await refusal(world, command, 'test')).toBe(
      `${script}: cluster 'airflow-test' is CREATING, not ACTIVE; wait with 'aws eks wait cluster-active --name airflow-test --region eu-west-1'`,
    );
  });

  test('a cluster that EKS is updating is no bad input: its API answers', async () => {
    const world = healthyWorld().answer('aws eks describe-cluster *', { out: { cluster: { status: 'UPDATING' } } });
    expect((await world.run(status, 'test')).code).toBe(0);
  });

  test('an answer of AWS that nobody foresaw is shown as it is, with the command', async () => {
    const world = healthyWorld().answer('aws eks describe-cluster *', {
      code: 254,
      err: 'An error occurred (AccessDeniedException)',
    });
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(stderr).toBe(
      [
        "bootstrap: 'aws eks describe-cluster --name airflow-test --output json --region eu-west-1' failed with exit code 254:",
        '  An error occurred (AccessDeniedException)',
        '  fix the cause and run the same command again',
      ].join('\n'),
    );
    expect(code).toBe(1);
  });

  test.each([
    ['soon', "--timeout: 'soon' is not a time; use a number with 's', 'm' or 'h', e.g. '30m'"],
    ['30', "--timeout: '30' is not a time"],
  ])('--timeout %s', async (value, message) => {
    expect((await healthyWorld().run(bootstrap, 'test', '--timeout', value)).stderr).toContain(message);
  });

  test('a dist/ that was not rendered', async () => {
    const world = healthyWorld();
    world.write('dist/test/root/Application.airflow.yaml', 'spec: 1');
    expect(await refusal(world, bootstrap, 'test')).toBe(
      "bootstrap: dist/test/root/Application.airflow.yaml: the document has no apiVersion; run 'npm run synth'",
    );
  });

  test.each([
    ['private', 'dial tcp 10.42.1.7:443: i/o timeout', "the API of 'airflow-test' is private and does not answer"],
    [
      'private',
      'error: You must be logged in to the server (Unauthorized)',
      "does not let you in; use the role 'platform-admin'",
    ],
    [
      'public',
      'dial tcp 1.2.3.4:443: i/o timeout',
      'it lets in 198.51.100.0/24 (cluster.endpoint.allowedCidrs): is your address among them?',
    ],
  ] as const)('a %s API that says: %s', async (kind, err, message) => {
    const world = healthyWorld((draft) => {
      if (kind === 'public') draft.cluster.endpoint = { kind, allowedCidrs: ['198.51.100.0/24'] };
    }).answer('kubectl * get --raw *', { code: 1, err });
    const { code, stderr } = await world.run(bootstrap, 'test');
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('\n');
    expect(code).toBe(1);
  });
});

describe('a dry run', () => {
  test('shows the plan of the sample environment too, and says that a real run would stop', async () => {
    const world = healthyWorld((draft) => {
      draft.aws.accountId = sample.accountId;
    });
    const { code, stdout } = await world.run(bootstrap, 'test', '--dry-run');
    expect(stdout).toContain(
      "# a real run stops here: config/environments/test.ts has 1 sample value left:\n#   aws.accountId: '111122223333' is a sample;",
    );
    expect(code).toBe(0);
  });
});
