import { build } from 'esbuild'

/** The embedded cloud as one file; lmdb stays outside because it carries a native binary. */
export async function buildLocalcloud() {
  await build({
    entryPoints: { main: 'localcloud/main.ts', demo: 'demo/main.ts' },
    outdir: 'dist/localcloud',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['lmdb', 'playwright-core'],
    sourcemap: true,
    logLevel: 'error',
  })
}
