import { build } from 'esbuild'

/** The demo and its cloud as one file; lmdb stays outside because it has a native binary. */
export async function buildDemo() {
  await build({
    entryPoints: ['demo/main.ts'],
    outfile: 'dist/demo.js',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['lmdb', 'playwright-core'],
    sourcemap: true,
    logLevel: 'error',
  })
}
