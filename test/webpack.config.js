// The tests that run inside the editor's extension host: modules with `run()`, and one module a suite.
const { readdirSync } = require('node:fs');
const path = require('node:path');

const folder = path.join(__dirname, 'integration');
const runners = ['index.ts', 'multiRoot.ts', 'measureActivation.ts'];
const suites = readdirSync(folder).filter((file) => /\.(?:test|multiRoot)\.ts$/.test(file));

/** @type {import('webpack').Configuration} */
module.exports = {
  target: 'node20',
  mode: 'development',
  devtool: 'inline-source-map',
  context: __dirname,
  entry: Object.fromEntries(
    [...runners, ...suites].map((file) => [file.replace(/\.ts$/, ''), `./integration/${file}`]),
  ),
  output: {
    path: path.join(__dirname, '..', 'out', 'integration'),
    filename: '[name].js',
    library: { type: 'commonjs2' },
    clean: true,
  },
  externals: { vscode: 'commonjs vscode', mocha: 'commonjs mocha' },
  resolve: { extensions: ['.ts', '.js'] },
  node: { __dirname: false, __filename: false },
  module: {
    // The list of loaded modules is Node's own, not webpack's.
    parser: { javascript: { createRequire: false } },
    rules: [{ test: /\.ts$/, use: { loader: 'ts-loader', options: { transpileOnly: true } } }],
  },
};
