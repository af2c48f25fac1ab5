import { build } from 'esbuild'

/** Bundles the simulation as `main.cjs`, and the process that runs one of its lanes. */
export async function buildSimulation(outdir) {
  await build({
    entryPoints: ['main', 'lane'].map((name) => `testing/simulation/${name}.ts`),
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    external: ['lmdb'],
    logLevel: 'error',
  })
}
