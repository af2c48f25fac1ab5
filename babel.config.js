/** One Babel preset for the phone's builds and for jest; see config/index.ts for the bundler. */
module.exports = {
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        useBuiltIns: process.env.TARO_ENV === 'h5' ? 'usage' : false,
        targets:
          process.env.NODE_ENV === 'test' ? { node: 'current' } : { chrome: '79', ios: '13' },
        ignoreBrowserslistConfig: true,
      },
    ],
  ],
}
