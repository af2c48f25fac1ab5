import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'

const root = path.resolve(__dirname, '..')
const contracts = path.join(root, 'cloudfunctions/contracts')

/** Libraries whose published syntax is newer than what phones of 2018 can read. */
const modern = [
  'uqr',
  'zustand',
  'filter-obj',
  'query-string',
  'decode-uri-component',
  'split-on-first',
].map((name) => path.join(root, 'node_modules', name))

/** The only room outside the phone's source that the phone may import. */
const compile = {
  include: [contracts, ...modern],
}

/** Keeps the classes of two pages apart. */
const pageStyles = { [path.join(__dirname, 'page-styles.js')]: { enable: true, config: {} } }

const pxtransform = { enable: true, config: { baseFontSize: 20, maxRootSize: 26, minRootSize: 16 } }

export default defineConfig<'webpack5'>({
  projectName: 'jusha',
  date: '2026-11-22',
  // Sizes in the style sheets are those of a 375 px wide screen.
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'miniprogram/src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: process.env.TARO_ENV === 'weapp' ? [path.join(__dirname, 'lean-templates.js')] : [],
  // Taro replaces such names only if they come from a .env file; a phone has no `process`.
  defineConstants: {
    'process.env.TARO_APP_CLOUD_ENV': JSON.stringify(process.env.TARO_APP_CLOUD_ENV ?? ''),
  },
  // theme.json names the tab icons, so Taro does not find them by itself.
  copy: {
    patterns:
      process.env.TARO_ENV === 'weapp'
        ? [{ from: 'miniprogram/src/assets', to: 'dist/weapp/assets' }]
        : [],
    options: {},
  },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  alias: {
    '@': path.join(root, 'miniprogram/src'),
    '@contracts': contracts,
    valibot: path.join(__dirname, 'no-schemas.js'),
  },
  terser: {
    enable: true,
    config: {
      ecma: 2015,
      compress: { passes: 3, pure_getters: true, unsafe_arrows: true },
      // ASCII only would write each Chinese character as an escape and double the sentences' size.
      output: { comments: false, ascii_only: false },
    },
  },
  mini: {
    // Deeper nesting goes through the `comp` component; 8 levels keep base.wxml 22 KB smaller.
    baseLevel: 8,
    compile,
    optimizeMainPackage: { enable: true },

    runtime: {
      enableInnerHTML: false,
      enableSizeAPIs: false,
      enableAdjacentHTML: false,
      enableTemplateContent: false,
      enableCloneNode: false,
      enableContains: false,
    },
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss: { pxtransform, cssModules: { enable: false, config: {} }, ...pageStyles },
  },
  h5: {
    // The same files are served under several paths, so every address is relative.
    publicPath: './',
    staticDirectory: 'static',
    compile,
    router: { mode: 'hash' },
    output: { filename: 'js/[name].[hash:8].js', chunkFilename: 'js/[name].[chunkhash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[hash:8].css',
      chunkFilename: 'css/[name].[chunkhash:8].css',
    },
    postcss: {
      pxtransform,
      autoprefixer: { enable: true, config: {} },
      cssModules: { enable: false, config: {} },
      ...pageStyles,
    },
    // Taro's script reads the width once, sometimes before there is one: app.scss sizes the root.
    htmlPluginOption: { script: '' },
  },
} satisfies UserConfigExport<'webpack5'>)
