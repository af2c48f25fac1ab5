// `npm run build [functions|demo|stage|h5|weapp]…`: builds what is stale; without a name, all.
import { buildFunctions } from './build/functions.mjs'
import { buildDemo } from './build/demo.mjs'
import { buildPhone } from './build/phone.mjs'
import { buildStagePage } from '../demo/stage/build.mjs'
import { whenStale } from './build/stale.mjs'
import { TARGETS } from './build/targets.mjs'

const MAKE = {
  functions: buildFunctions,
  demo: buildDemo,
  stage: () => buildStagePage('dist/stage'),
  h5: () => buildPhone('h5'),
  weapp: () => buildPhone('weapp'),
}

/** All at once, because the two builds of the phone are processes of their own. */
export async function buildStale(targets = Object.keys(TARGETS)) {
  await Promise.all(targets.map(buildOne))
}

async function buildOne(target) {
  const { output, inputs } = TARGETS[target]
  const start = Date.now()
  const built = await whenStale(target, output, inputs, MAKE[target])
  if (built)
    process.stdout.write(`built ${target} in ${((Date.now() - start) / 1000).toFixed(1)} s\n`)
}

if (process.argv[1]?.endsWith('build.mjs')) {
  const chosen = process.argv.slice(2)
  await buildStale(chosen.length > 0 ? chosen : undefined)
}
