import { writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { isAction, readContracts } from '../docs/contracts.mjs'

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
  const exported = (await readContracts()).flatMap(({ values }) => Object.values(values))
  const actions = exported.filter(isAction).map(({ name, refusals }) => ({ name, refusals }))
  writeFileSync(`${outdir}/actions.json`, JSON.stringify(actions))
}
