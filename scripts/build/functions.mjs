import { readdirSync, copyFileSync, writeFileSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

export const AUDIENCES = readdirSync('cloudfunctions/functions').filter((name) =>
  existsSync(join('cloudfunctions/functions', name, 'index.ts')),
)

/** Rooms that must not be in a deployed function. */
const FORBIDDEN = /(^|\/)(localcloud|demo|miniprogram|scripts|testing)\//

/**
 * Bundles each audience into one file with its dependencies: a bare `require('wx-server-sdk')`
 * opens some 620 files on every cold start. The folder dist/cloudfunctions is what is uploaded.
 * Gives the files that each one is made of.
 */
export async function buildFunctions(
  outDir = 'dist/cloudfunctions',
  plugins = [],
  audiences = AUDIENCES,
) {
  const built = audiences.map((audience) => buildFunction(audience, outDir, plugins))
  return new Map(await Promise.all(built))
}

async function buildFunction(audience, outDir, plugins) {
  const from = join('cloudfunctions/functions', audience)
  const to = join(outDir, audience)
  mkdirSync(to, { recursive: true })
  const { metafile } = await build({
    entryPoints: [join(from, 'index.ts')],
    outfile: join(to, 'index.js'),
    bundle: true,
    plugins,
    platform: 'node',
    target: 'node16',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'error',
    tsconfig: 'tsconfig.json',
  })
  const stray = Object.keys(metafile.inputs).find((input) => FORBIDDEN.test(input))
  if (stray) throw new Error(`The function ${audience} must not contain ${stray}`)
  copyFileSync(join(from, 'config.json'), join(to, 'config.json'))
  const manifest = { name: audience, version: '1.0.0', main: 'index.js', dependencies: {} }
  writeFileSync(join(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return [audience, Object.keys(metafile.inputs)]
}
