import { isFresh } from './stale.mjs'

const COMMON = ['package-lock.json', 'tsconfig.json', 'scripts/build']
const PHONE = [...COMMON, 'miniprogram', 'config', 'cloudfunctions/contracts', 'babel.config.js']

/** What is built, each with a file that it makes and what it is made from. */
export const TARGETS = {
  functions: {
    output: 'dist/cloudfunctions/member/index.js',
    inputs: [...COMMON, 'cloudfunctions'],
  },
  demo: { output: 'dist/demo.js', inputs: [...COMMON, 'localcloud', 'demo'] },
  stage: { output: 'dist/stage/index.html', inputs: [...COMMON, 'demo/stage'] },
  h5: { output: 'dist/h5/index.html', inputs: PHONE },
  weapp: { output: 'dist/weapp/app.json', inputs: [...PHONE, 'project.config.json'] },
}

/** Throws where a build is older than its sources: a test of it would be about something else. */
export function refuseStale(target) {
  const { output, inputs } = TARGETS[target]
  if (isFresh(target, output, inputs)) return
  throw new Error(`The build is older than its sources: npm run build -- ${target}`)
}
