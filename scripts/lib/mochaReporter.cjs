// Prints every test as it ends, so that the output of a run that hangs or dies says where, and writes the results
// as JSON into the file that the option `output` names.
'use strict';
const { reporters } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    new reporters.JSON(runner, options);
  }
};
