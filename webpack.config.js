// Two programs from one core, the extension and the command line, and the thread that both let work. What either needs only later
// (the AWS SDK, the parsers, the sample account) is behind `import()` and so in a chunk of its own.
const path = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');

/** @type {import('webpack').Configuration} */
module.exports = {
  target: 'node20',
  mode: 'production',
  devtool: false,
  context: __dirname,
  entry: {
    extension: './src/extension.ts',
    cli: './src/cli/main.ts',
    // Runs in a thread of its own, started by either program.
    scanWorker: './src/cli/scanWorker.ts',
  },
  output: {
    path: path.join(__dirname, 'dist'),
    filename: '[name].js',
    chunkFilename: '[name].js',
    library: { type: 'commonjs2' },
    // Pages are built by themselves.
    clean: { keep: /^pages[\\/]/ },
  },
  externals: { vscode: 'commonjs vscode' },
  resolve: {
    extensions: ['.ts', '.js'],
    // The CommonJS build of the parser's runtime: the other one holds `import.meta.url`, which webpack
    // would replace by the path of the machine that built it.
    alias: { 'web-tree-sitter$': path.join(__dirname, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  },
  node: { __dirname: false, __filename: false },
  module: {
    parser: { javascript: { importMeta: false, url: false } },
    rules: [{ test: /\.ts$/, use: { loader: 'ts-loader', options: { transpileOnly: true } } }],
  },
  plugins: [
    // The grammar of HCL and what runs it, read at run time from beside the programs.
    new CopyPlugin({
      patterns: [
        'node_modules/web-tree-sitter/web-tree-sitter.wasm',
        'node_modules/@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
      ],
    }),
  ],
  // Short ids: each `import()` of the entry names its chunks, which was a third of the entry.
  optimization: { chunkIds: 'deterministic', moduleIds: 'deterministic' },
  performance: { hints: false },
  ignoreWarnings: [/Critical dependency/],
};
