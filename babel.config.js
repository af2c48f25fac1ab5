/** The phone's builds; see config/index.ts for the bundler. Jest compiles with esbuild. */
module.exports = {
  overrides: [
    { test: /[\\/]cloudfunctions[\\/]contracts[\\/]/, plugins: ['./config/slim-contracts.js'] },
  ],
  presets: [
    [
      'taro',
      {
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        useBuiltIns: process.env.TARO_ENV === 'h5' ? 'usage' : false,
        targets: { chrome: '78', ios: '12' },
        // These engines read them. Babel counts two faults of Safari that this code does not meet: the
        // cache of tagged templates, and a parameter with the name of its own function.
        exclude: ['transform-destructuring', 'transform-parameters', 'transform-template-literals'],
        ignoreBrowserslistConfig: true,
      },
    ],
  ],
}
