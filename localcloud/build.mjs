// `npm run build`: the published package; with a folder's name, only the bundles, in that folder.
import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const here = import.meta.dirname
const elsewhere = process.argv[2]
const outdir = elsewhere ? resolve(elsewhere) : join(here, 'dist')

await build({
  entryPoints: ['cloud', 'main'].map((name) => join(here, `${name}.ts`)),
  outdir,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  logLevel: 'error',
})
copyFileSync(join(here, 'functions/runner.cjs'), join(outdir, 'runner.cjs'))

if (!elsewhere) {
  const tsc = join(createRequire(import.meta.url).resolve('typescript'), '../../bin/tsc')
  const types = ['-p', join(here, 'tsconfig.build.json'), '--outDir', join(outdir, 'types')]
  process.exitCode = spawnSync(process.execPath, [tsc, ...types], { stdio: 'inherit' }).status ?? 1
}
