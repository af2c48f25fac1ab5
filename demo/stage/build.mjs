import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const page = join(dirname(fileURLToPath(import.meta.url)), 'page')

/** Writes index.html, app.js and app.css. */
export async function buildStagePage(outDir) {
  mkdirSync(outDir, { recursive: true })
  await build({
    entryPoints: { app: join(page, 'main.tsx') },
    outdir: outDir,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: ['chrome111', 'safari16.4', 'firefox113'],
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'error',
  })
  copyFileSync(join(page, 'index.html'), join(outDir, 'index.html'))
}
