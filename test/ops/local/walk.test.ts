import { items } from '../healthy-world.ts';
import type { World } from '../world.ts';
import { application, driverNode, executorNode, FakeAirflow, logs, node, ofPool, walked } from './fake-airflow.ts';

describe('npm run local -- test', () => {
  let airflow: FakeAirflow;
  let world: World;

  beforeEach(async () => {
    airflow = new FakeAirflow();
    world = walked(await airflow.start());
  });
  afterEach(() => airflow.stop());

  test('passes where both DAGs succeed, logs are in S3, and a wrong pool is refused', async () => {
    const { code, stdout } = await world.runLocal('test');
    expect(stdout.split('\n').filter((line) => !line.startsWith('ok '))).toEqual(['7 of 7 checks are passed']);
    expect(stdout).toContain('pyspark-pi-1 is COMPLETED, driver on d (spark-driver), executor on e (spark-compute)');
    expect(stdout).toContain('3 logs under airflow/dag_id=pyspark-pi/');
    expect(stdout).toContain('Pi is roughly 3.14159');
    expect(airflow.asked.filter((line) => line.startsWith('POST /api'))).toHaveLength(4);
    expect(code).toBe(0);
  });

  test.each<[string, () => void, string]>([
    [
      'a DAG that fails',
      () => Object.assign(airflow.ends, { simple_example_dag: 'failed' }),
      'ends as failed: a is failed, b is success',
    ],
    [
      'a try whose log is not in S3',
      () =>
        world.answer('kubectl * exec *', {
          out: logs.filter((key) => !key.includes('pi/task_id=a/attempt=1')).join('\n'),
        }),
      'the bucket has no airflow/dag_id=pyspark-pi/run_id=manual pyspark-pi/task_id=a/attempt=1.log',
    ],
    [
      'no SparkApplication of the name that the task handed on',
      () =>
        world.answer('kubectl * get sparkapplications* *', items(application('pyspark-pi-0', 'COMPLETED')), items()),
      'there is no such SparkApplication',
    ],
    [
      'a SparkApplication that is not COMPLETED',
      () => world.answer('kubectl * get sparkapplications* *', items(application('pyspark-pi-1', 'FAILED')), items()),
      "the SparkApplication 'pyspark-pi-1' is FAILED, not COMPLETED",
    ],
    [
      'a driver on another pool',
      () => world.answer('kubectl * get nodes *', items(node('d', ofPool('Airflow', 'airflow')), executorNode)),
      'the driver ran on d (airflow), which has not the labels of spark-driver',
    ],
    [
      'an executor on a node with one label of its pool only',
      () =>
        world.answer('kubectl * get nodes *', items(driverNode, node('e', { NodeGroupType: 'SparkComputeOptimized' }))),
      'the executor ran on e (no pool), which has not the labels of spark-compute',
    ],
    ['no value of pi', () => Object.assign(airflow, { log: 'spark-memory' }), "has no line 'Pi is roughly …'"],
    ['a job that is not refused', () => Object.assign(airflow, { log: 'Pi is roughly 3' }), 'does not name the pool'],
    [
      'a job that is refused after it was submitted',
      () =>
        world.answer(
          'kubectl * get sparkapplications* *',
          items(application('pyspark-pi-1', 'COMPLETED')),
          items(),
          items(application('pyspark-job-9', 'RUNNING')),
          items(),
        ),
      'has submitted pyspark-job-9 all the same',
    ],
    [
      'a SparkApplication that outlives its job',
      () =>
        world.answer(
          'kubectl * get sparkapplications* *',
          items(application('pyspark-pi-1', 'COMPLETED')),
          items(application('pyspark-job-1', 'RUNNING')),
        ),
      'is marked as failed, and pyspark-job-1 is still there',
    ],
  ])('ends with findings where there is %s', async (_, change, sentence) => {
    change();
    const { code, stdout } = await world.runLocal('test');
    expect(stdout).toContain(sentence);
    expect(stdout).toContain('6 of 7 checks are passed');
    expect(code).toBe(3);
  });

  test('says that a compact cluster proves nothing about nodes', async () => {
    world.answer('kubectl * get nodes *', items(node('d'), node('e')));
    expect((await world.runLocal('test')).stdout).toContain('driver on d (compact), executor on e (compact)');
  });

  test('ends with one clear sentence where nothing answers', async () => {
    airflow.stop();
    const { code, stderr } = await world.runLocal('test');
    expect(stderr).toMatch(/^local: Airflow does not answer at http:\/\/localhost:\d+ \(ECONNREFUSED\); see /);
    expect(code).toBe(1);
  });

  test('says with --dry-run what it would check, and asks nobody', async () => {
    const { stdout } = await world.runLocal('test', '--dry-run');
    expect(stdout).toContain("# checks that 'pyspark-pi' succeeds");
    expect(airflow.asked).toEqual([]);
  });
});
