/** One Babel preset for the phone's builds and for jest; see config/index.ts for the bundler. */
const isTest = process.env.NODE_ENV === 'test'

module.exports = {
  overrides: isTest
    ? []
    : [{ test: /[\\/]cloudfunctions[\\/]contracts[\\/]/, plugins: ['./config/slim-contracts.js'] }],
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        useBuiltIns: process.env.TARO_ENV === 'h5' ? 'usage' : false,
        targets: isTest ? { node: 'current' } : { chrome: '78', ios: '12' },
        ignoreBrowserslistConfig: true,
      },
    ],
  ],
}
