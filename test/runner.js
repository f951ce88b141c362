import LightRunner from 'jest-light-runner';

/** One file runs in the thread of Jest itself, because a thread of its own takes longer to start than many a file to run. */
export default class Runner {
  #globalConfig;
  #others;

  constructor(globalConfig, ...others) {
    this.#globalConfig = globalConfig;
    this.#others = others;
  }

  runTests(tests, ...others) {
    const globalConfig = tests.length > 1 ? this.#globalConfig : { ...this.#globalConfig, maxWorkers: 1 };
    return new LightRunner(globalConfig, ...this.#others).runTests(tests, ...others);
  }
}
