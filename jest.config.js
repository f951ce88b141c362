/** Tests run as native ES modules, because @kubernetes-models/argo-cd ships nothing else. */
export default {
  // Nothing else is looked through for tests: neither node_modules nor an Airflow in .venv.
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }],
  },
  // Tests say nothing about speed; the limit only ends what hangs, also on a busy machine.
  testTimeout: 60_000,
  // Most tests compute; by default one core of two stays idle.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/test/sequencer.js',
  // These need the charts themselves: `npm run test:charts`.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/rendered/'],
};
