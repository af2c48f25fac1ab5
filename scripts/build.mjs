// `npm run build [functions|demo|stage|h5|weapp]…`: builds what is stale; without a name, all.
import { buildFunctions } from './build/functions.mjs'
import { buildDemo } from './build/demo.mjs'
import { buildPhone } from './build/phone.mjs'
import { buildStagePage } from '../demo/stage/build.mjs'
import { whenStale } from './build/stale.mjs'

const COMMON = ['package-lock.json', 'tsconfig.json', 'scripts/build']
const PHONE = [...COMMON, 'miniprogram', 'config', 'cloudfunctions/contracts', 'babel.config.js']

const TARGETS = {
  functions: ['dist/cloudfunctions/member/index.js', [...COMMON, 'cloudfunctions'], buildFunctions],
  demo: ['dist/demo.js', [...COMMON, 'localcloud', 'demo'], buildDemo],
  stage: ['dist/stage/index.html', [...COMMON, 'demo/stage'], () => buildStagePage('dist/stage')],
  h5: ['dist/h5/index.html', PHONE, () => buildPhone('h5')],
  weapp: ['dist/weapp/app.json', [...PHONE, 'project.config.json'], () => buildPhone('weapp')],
}

/** All at once, because the two builds of the phone are processes of their own. */
export async function buildStale(targets = Object.keys(TARGETS)) {
  await Promise.all(targets.map(buildOne))
}

async function buildOne(target) {
  const [output, inputs, make] = TARGETS[target]
  const start = Date.now()
  const built = await whenStale(target, output, inputs, make)
  if (built)
    process.stdout.write(`built ${target} in ${((Date.now() - start) / 1000).toFixed(1)} s\n`)
}

if (process.argv[1]?.endsWith('build.mjs')) {
  const chosen = process.argv.slice(2)
  await buildStale(chosen.length > 0 ? chosen : undefined)
}
