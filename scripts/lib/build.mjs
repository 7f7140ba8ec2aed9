// The product's build: `dist/extension.js`, `dist/cli.js`, what they load later, and the scripts of pages.
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { root, toolsFolder } from './paths.mjs';

/** @typedef {import('webpack').Stats} Stats */

const require = createRequire(import.meta.url);
const configurations = ['webpack.config.js', 'webpack.pages.config.js'];
const sources = ['src', 'package.json', 'package-lock.json', ...configurations].map((path) => join(root, path));
const products = ['dist/extension.js', 'dist/cli.js', 'dist/pages/timeline.js'].map((path) => join(root, path));

/** Which source files went into which file of `dist`: `{ "extension.js": ["src/extension.ts", …], … }`. */
export const chunkList = join(root, 'out', 'chunks.json');

/** Builds the extension and the command line, and writes `chunkList`. */
export async function buildProduct() {
  const started = new Date();
  /** @type {Record<string, string[]>} */
  const list = {};
  for (const configuration of configurations) Object.assign(list, sourcesByFile(await build(configuration)));
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(chunkList, JSON.stringify(list, undefined, 2));
  // What changes while it builds is newer than the build.
  utimesSync(chunkList, started, started);
}

/** Builds the tests that run inside the editor. */
export async function buildIntegrationTests() {
  await build('test/webpack.config.js');
}

/** Builds again whenever a source changes, until this script is stopped. */
export async function watchProduct() {
  for (const configuration of configurations) {
    const compiler = await createCompiler(configuration);
    compiler.watch({}, (error, stats) => {
      process.stdout.write(`${error?.message ?? stats?.toString({ preset: 'minimal', colors: true })}\n`);
    });
  }
}

/** Whether the built files are there and no source is newer. */
export function isBuilt() {
  if (![...products, chunkList].every((file) => existsSync(file))) return false;
  const { mtimeMs } = statSync(chunkList);
  return sources.every((source) => newest(source) <= mtimeMs);
}

/**
 * @param {string} configuration relative to the root
 * @returns {Promise<Stats>}
 */
async function build(configuration) {
  const compiler = await createCompiler(configuration);
  /** @type {Stats} */
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (result === undefined ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(stats.toString({ preset: 'errors-only' }));
  return stats;
}

/**
 * @param {string} configuration
 * @returns {Promise<import('webpack').Compiler>}
 */
async function createCompiler(configuration) {
  // Imported late: a script may load this file before the dependencies are installed.
  const { default: webpack } = await import('webpack');
  const file = join(root, configuration);
  const compiler = webpack({
    ...require(file),
    // What did not change since the last build is taken from there.
    cache: { type: 'filesystem', cacheDirectory: join(toolsFolder, 'webpack'), buildDependencies: { config: [file] } },
  });
  if (compiler === null) throw new Error(`webpack does not understand ${configuration}.`);
  return compiler;
}

/**
 * @param {Stats} stats
 * @returns {Record<string, string[]>}
 */
function sourcesByFile({ compilation }) {
  /** @type {Record<string, string[]>} */
  const list = {};
  for (const chunk of compilation.chunks) {
    const modules = [...compilation.chunkGraph.getChunkModulesIterable(chunk)].flatMap(withConcatenated);
    for (const file of chunk.files) {
      list[file] = modules
        .map((module) => ('resource' in module ? String(module.resource) : ''))
        .filter((resource) => resource !== '')
        .map((resource) => relative(root, resource).replaceAll('\\', '/'))
        .sort();
    }
  }
  return list;
}

/**
 * webpack joins modules into one where it can.
 *
 * @param {import('webpack').Module} module
 * @returns {import('webpack').Module[]}
 */
function withConcatenated(module) {
  return 'modules' in module && Array.isArray(module.modules) ? module.modules : [module];
}

/**
 * @param {string} path a file or a folder
 * @returns {number} when it, or anything in it, was last changed
 */
function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((entry) => newest(join(path, entry))));
}
