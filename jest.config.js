/** Everything runs on the built functions and the embedded cloud; see scripts/test-setup.mjs. */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/scripts/test-setup.mjs',
  roots: ['cloudfunctions', 'demo', 'localcloud', 'miniprogram', 'testing'].map(
    (room) => `<rootDir>/${room}`,
  ),
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  transform: { '\\.[jt]sx?$': ['babel-jest', { configFile: './babel.config.js' }] },
  moduleNameMapper: {
    '^@/(.*)$': '<rootDir>/miniprogram/src/$1',
    '^@contracts/(.*)$': '<rootDir>/cloudfunctions/contracts/$1',
  },
  moduleFileExtensions: ['weapp.ts', 'weapp.tsx', 'ts', 'tsx', 'mjs', 'js', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/localcloud/dist'],
  maxWorkers: 2,
  testTimeout: 60_000,
}
