const transform = { '\\.m?[jt]sx?$': '<rootDir>/scripts/jest-transform.mjs' }

/** Tests of these rooms run nothing that is built, so they start at once. */
const PURE = [
  'cloudfunctions/contracts',
  'cloudfunctions/domain',
  'demo/stage',
  'localcloud',
  'miniprogram',
  'scripts',
]

/** Tests of these rooms may run the built functions on the embedded cloud. */
const BUILT = [
  'cloudfunctions/functions',
  'cloudfunctions/platform',
  'cloudfunctions/workflows',
  'demo',
  'testing',
]

function project(displayName, rooms, settings) {
  return {
    displayName,
    testEnvironment: 'node',
    roots: rooms.map((room) => `<rootDir>/${room}`),
    testMatch: ['**/*.test.ts', '**/*.test.tsx'],
    transform,
    moduleNameMapper: {
      '^@/(.*)$': '<rootDir>/miniprogram/src/$1',
      '^@contracts/(.*)$': '<rootDir>/cloudfunctions/contracts/$1',
    },
    moduleFileExtensions: [
      ...['weapp.ts', 'weapp.tsx', 'ts', 'tsx', 'mjs', 'js', 'cjs', 'json', 'node'],
    ],
    modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/localcloud/dist'],
    ...settings,
  }
}

module.exports = {
  projects: [
    project('pure', PURE, { globals: { isPureTest: true } }),
    project('built', BUILT, {
      globalSetup: '<rootDir>/scripts/test-setup.mjs',
      testPathIgnorePatterns: ['<rootDir>/demo/stage/'],
    }),
  ],
  testSequencer: '<rootDir>/scripts/test/longest-first.cjs',
  // For two cores: a file that waits for a browser, a child or a pause leaves its core to a third.
  maxWorkers: 3,
  // Functions that ran in a worker leave some of their code behind; a new worker starts in a second.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
  watchman: false,
}
