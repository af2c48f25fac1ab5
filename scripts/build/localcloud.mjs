import { build } from 'esbuild'

/** The embedded cloud as one file; lmdb stays outside because it carries a native binary. */
export async function buildLocalcloud() {
  await build({
    entryPoints: ['localcloud/main.ts'],
    outfile: 'dist/localcloud/main.js',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['lmdb', 'playwright-core'],
    sourcemap: true,
    logLevel: 'error',
  })
}
