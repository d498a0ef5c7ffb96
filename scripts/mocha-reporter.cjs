'use strict';

const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

const { EVENT_RUN_BEGIN, EVENT_RUN_END, EVENT_SUITE_END, EVENT_TEST_FAIL, EVENT_TEST_PASS } =
  Runner.constants;

/**
 * One line a top-level suite, failures in full at the end, and the counts as JSON in the file named by the option
 * `output`, so that whoever runs mocha need not parse what it prints.
 */
module.exports = class CountingReporter extends reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const file = options.reporterOptions?.output;
    const counts = { passed: 0, failed: 0, done: false };
    const suite = { passed: 0, failed: 0 };
    const write = () => file && writeFileSync(file, JSON.stringify(counts));

    runner.on(EVENT_RUN_BEGIN, write);
    runner.on(EVENT_TEST_PASS, () => {
      counts.passed += 1;
      suite.passed += 1;
    });
    // A hook that fails reports itself here too, as a test of its own.
    runner.on(EVENT_TEST_FAIL, (test) => {
      counts.failed += 1;
      suite.failed += 1;
      console.log(`  FAILED ${test.fullTitle()}`);
    });
    runner.on(EVENT_SUITE_END, ({ title, parent }) => {
      if (parent?.root !== true) return;
      console.log(`  ${title}: ${suite.passed} passed${suite.failed > 0 ? `, ${suite.failed} failed` : ''}`);
      suite.passed = 0;
      suite.failed = 0;
    });
    runner.on(EVENT_RUN_END, () => {
      if (this.failures.length > 0) reporters.Base.list(this.failures);
      counts.done = true;
      write();
    });
  }
};
