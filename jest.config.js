/**
 * Every `*.test.ts` runs alone. The runner starts no virtual machine for each file, so what one test file imported is
 * there for the next: a hundred files load cdk8s twice, not a hundred times.
 */
export default {
  runner: '<rootDir>/test/runner.js',
  // Test files import TypeScript and each other as any program of this project does.
  setupFiles: ['<rootDir>/test/setup.js'],
  // Nothing else is looked through for tests: neither node_modules nor an Airflow in .venv.
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  // Tests say nothing about speed; the limit only ends what hangs, also on a machine that is ten times slower than most.
  testTimeout: 600_000,
  // Most tests compute; by default one core of two stays idle.
  maxWorkers: '100%',
  // These have commands of their own, because they start programs for seconds, or need the charts themselves or a browser:
  // `npm run test:programs`, `npm run test:charts`, `npm run test:browser`.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/programs/',
    '<rootDir>/test/rendered/',
    '<rootDir>/test/browser/',
  ],
};
