/**
 * The floors of the house: who may import whom. `ARCHITECTURE.md` explains them.
 *
 * Each floor names the floors it may use beside itself and `shared`. Everything else under `src` is forbidden to it.
 */
const floors = {
  shared: [],
  model: [],
  protection: ['model'],
  rules: ['model', 'protection'],
  verdict: ['model', 'protection', 'rules'],
  reports: ['model', 'protection', 'rules', 'verdict'],
  templates: ['model'],
  lint: ['model', 'protection', 'rules', 'verdict', 'templates'],
  aws: ['model', 'protection'],
  emulator: [],
  explorer: ['model', 'protection', 'rules', 'verdict', 'reports', 'aws', 'ui'],
  editor: ['model', 'protection', 'rules', 'verdict', 'templates', 'lint', 'ui'],
  ui: ['model', 'protection', 'verdict', 'aws'],
  commands: [
    'model',
    'protection',
    'rules',
    'verdict',
    'reports',
    'templates',
    'lint',
    'aws',
    'emulator',
    'explorer',
    'editor',
    'ui',
  ],
  cli: ['model', 'protection', 'rules', 'verdict', 'reports', 'templates', 'lint', 'aws', 'emulator'],
};

/** Floors that import nothing of ours: the nouns, and what must be able to contradict us. */
const alone = ['shared', 'model', 'emulator'];

/** Floors that run anywhere, a browser or a worker included. */
const core = '^src/(shared|model|protection|rules|verdict|reports|templates|lint)/';

const floorRules = Object.entries(floors)
  .map(([floor, named]) => [floor, alone.includes(floor) ? named : ['shared', ...named]])
  .map(([floor, uses]) => ({
    name: `floor-${floor}`,
    comment: `src/${floor} may import only itself${uses.length > 0 ? ` and ${uses.join(', ')}` : ''} of src`,
    severity: 'error',
    from: { path: `^src/${floor}/` },
    to: { path: '^src/', pathNot: `^src/(${[floor, ...uses].join('|')})/` },
  }));

module.exports = {
  forbidden: [
    ...floorRules,
    {
      name: 'core-without-node',
      comment: 'The core runs in a browser and in a worker; files come through an interface.',
      severity: 'error',
      from: { path: core },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-without-sdk',
      severity: 'error',
      from: { path: core },
      to: { path: 'node_modules/@(aws-sdk|smithy)/' },
    },
    {
      name: 'vscode-only-at-the-edge',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(explorer|editor|commands|ui)/|^src/extension\\.ts$' },
      to: { path: '^vscode$' },
    },
    {
      name: 'sdk-clients-live-in-aws',
      comment: 'Others may use types of the SDK; the emulator uses its schemas and codecs.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(aws|emulator)/' },
      to: { path: 'node_modules/@aws-sdk/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'composition-root-is-on-top',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension\\.ts$' },
      to: { path: '^src/extension\\.ts$' },
    },
    {
      name: 'pages-run-in-a-browser',
      comment: 'A page has neither the editor nor Node nor the SDK: what it shows comes by messages.',
      severity: 'error',
      from: { path: '^src/explorer/timeline/page/' },
      to: { path: '^vscode$|^src/(aws|verdict|reports)/|^src/explorer/(?!timeline/)' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: '\\.d\\.ts$|^src/extension\\.ts$|^src/cli/(main|scanWorker)\\.ts$',
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
