import { readFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { build } from 'esbuild'

/** Each test file behind a function, so that it is evaluated when asked, and again when asked. */
export async function bundleTests(files, outfile, plugins) {
  const lines = files.map((file) => `  ${JSON.stringify(file)}: () => require('./${file}'),`)
  await build({
    stdin: { contents: `export const suites = {\n${lines.join('\n')}\n}`, resolveDir: '.' },
    outfile,
    bundle: true,
    plugins,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    tsconfig: 'tsconfig.json',
    logLevel: 'error',
  })
}

/** In a process of its own nobody turns a mutant on. */
const BANNER = { js: 'var __m = globalThis.__mutantOn || (() => false);' }

/** Puts other texts in the place of files, by their path from the root. */
export function replacing(texts) {
  return {
    name: 'replacing',
    setup({ initialOptions, onLoad }) {
      initialOptions.banner = BANNER
      onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
        const file = relative(process.cwd(), path).replaceAll('\\', '/')
        const contents = texts.get(file) ?? readFileSync(path, 'utf8')
        const loader = path.endsWith('x') ? 'tsx' : 'ts'
        return { contents: contents.replaceAll('__dirname', JSON.stringify(dirname(path))), loader }
      })
    },
  }
}
