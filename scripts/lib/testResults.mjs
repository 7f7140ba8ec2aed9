// What a run of mocha has found, as its `json` reporter writes it.

/**
 * @typedef {object} TestCase
 * @property {string} fullTitle
 * @property {{ message?: string, stack?: string, actual?: string, expected?: string }} err
 *
 * @typedef {object} TestResults
 * @property {{ passes: number, failures: number, pending: number }} stats
 * @property {readonly TestCase[]} failures
 * @property {readonly TestCase[]} pending
 */

/**
 * @param {TestResults} results
 * @returns {string} the failures in full, nothing where there are none
 */
export function describeFailures({ failures }) {
  return failures
    .map(({ fullTitle, err }, index) => `  ${index + 1}) ${fullTitle}\n${indent(err.stack ?? err.message ?? 'failed')}`)
    .join('\n\n');
}

/**
 * @param {TestResults} results
 * @returns {string} the tests that did not run because this machine lacks what they compare with
 */
export function describeSkipped({ pending }) {
  return pending.map(({ fullTitle }) => `  not run here: ${fullTitle}`).join('\n');
}

/** @param {string} text */
function indent(text) {
  return text.replaceAll(/^/gm, '     ');
}
