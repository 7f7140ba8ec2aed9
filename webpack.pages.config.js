// The scripts of pages that run in a webview: small programs of their own, in a folder of their own, because a page may load from
// there and from nowhere else.
const path = require('node:path');
const CopyPlugin = require('copy-webpack-plugin');

const pages = path.join(__dirname, 'dist', 'pages');

/** @type {import('webpack').Configuration} */
module.exports = {
  name: 'pages',
  target: ['web', 'es2022'],
  mode: 'production',
  devtool: false,
  context: __dirname,
  entry: { timeline: './src/explorer/timeline/page/main.ts' },
  output: { path: pages, filename: '[name].js', clean: true },
  resolve: { extensions: ['.ts', '.js'] },
  module: { rules: [{ test: /\.ts$/, use: { loader: 'ts-loader', options: { transpileOnly: true } } }] },
  plugins: [new CopyPlugin({ patterns: ['src/explorer/timeline/page/timeline.css'] })],
  performance: { hints: false },
};
