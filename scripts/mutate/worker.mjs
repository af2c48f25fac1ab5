import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Script } from 'node:vm'
import { collect, runTests } from './harness.mjs'
import { properties, shortened } from './short-properties.mjs'

const bundle = resolve(process.env.MUTATE_BUNDLE)
if (process.env.MUTATE_PURE) globalThis.isPureTest = true
let active = 0
let hits = null
let calls = 0
/** What asks many times as often as without a mutant never ends. */
let most = Infinity
globalThis.__mutantOn = (id) => {
  if (hits) hits.add(id)
  calls += 1
  if (calls > most) throw new Error('it does not end')
  return id === active
}
const code = new Script(
  `(function (require, module, exports) {${readFileSync(bundle, 'utf8')}\n})`,
  { filename: bundle },
)
/** Tests of files that were evaluated without a mutant. */
const warm = new Map()
let suites = load()

function load() {
  const module = { exports: {} }
  const own = createRequire(bundle)
  const require = (id) => (id === 'fast-check' ? shortened(own(id)) : own(id))
  code.runInThisContext()(Object.assign(require, own), module, module.exports, dirname(bundle))
  return module.exports.suites
}

function testsOf(file) {
  if (!warm.has(file)) warm.set(file, collect(suites[file]))
  return warm.get(file)
}

/** Which mutants are reached while the tests are loaded. */
function atLoad() {
  hits = new Set()
  suites = load()
  for (const file of Object.keys(suites)) testsOf(file)
  const reached = [...hits]
  hits = null
  return reached
}

/** Which mutants each test of a file reaches, and how long it takes. */
async function cover({ file }) {
  const tests = []
  for (const test of testsOf(file)) {
    tests.push({ file, name: test.name, ...(await reachOf(file, test)) })
  }
  hits = null
  return tests
}

/** A property that also counts what its examples reached is run whole. */
async function reachOf(file, test) {
  for (const isWhole of [false, true]) {
    hits = new Set()
    calls = 0
    const start = process.cpuUsage()
    properties.isShort = !isWhole
    const failed = await runTests([test])
    properties.isShort = true
    if (!failed) return { ms: workSince(start), hits: [...hits], calls, isWhole }
    if (isWhole) throw new Error(`Red without a mutant: ${file}: ${test.name}: ${failed.said}`)
  }
  throw new Error('unreachable')
}

/**
 * The same for one file of the cloud's tests. Each test runs on a cloud of its own, and one that
 * needs those before it is left out.
 */
async function reachAlone({ file }) {
  const tests = []
  properties.isShort = false
  for (const test of testsOf(file)) {
    hits = new Set()
    calls = 0
    const start = process.cpuUsage()
    const failed = await runTests([test])
    if (!failed) tests.push({ name: test.name, ms: workSince(start), hits: [...hits], calls })
  }
  hits = null
  properties.isShort = true
  return tests
}

/** The processor's time, which does not depend on what else the machine does. */
function workSince(start) {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

const ANSWERS = { atLoad, cover, reach: reachAlone }

/** The first test that notices, or null. */
async function attempt({ id, plan, isAtLoad }) {
  active = id
  const usual = plan.reduce((sum, each) => sum + (each.calls ?? Infinity), 0)
  calls = 0
  most = 4 * usual + 100_000
  try {
    if (isAtLoad) return await attemptAnew(plan)
    for (const { file, names, isWhole } of plan) {
      properties.isShort = !isWhole
      const wanted = testsOf(file).filter(({ name }) => !names || names.includes(name))
      const failed = await runTests(wanted)
      if (failed) return { file, ...failed }
    }
    return null
  } finally {
    properties.isShort = true
    most = Infinity
    active = 0
  }
}

/** What is made while a file is evaluated is made with the mutant. */
async function attemptAnew(plan) {
  try {
    const fresh = load()
    for (const { file } of plan) {
      const failed = await runTests(collect(fresh[file]))
      if (failed) return { file, ...failed }
    }
    return null
  } catch (thrown) {
    return { file: plan[0].file, name: 'loading it', said: String(thrown?.message) }
  }
}

process.on('disconnect', () => process.exit(1))
process.on('message', async ({ ask, ...message }) => {
  try {
    process.send({ answer: await (ANSWERS[ask] ?? attempt)(message) })
  } catch (thrown) {
    process.send({ error: String(thrown?.stack ?? thrown) })
  }
})
