import { createRequire } from 'node:module'

const ofJest = createRequire(createRequire(import.meta.url).resolve('jest'))
const { expect } = ofJest('expect')
const { bind } = ofJest('jest-each')

/** Jest's own matchers and tables, without the start that jest needs for each run. */
export function collect(load) {
  let scope = newScope(null, '')
  const root = scope
  const hook = (name) => (run) => scope[name].push(run)
  const test = (name, run, ms) => scope.tests.push({ name, run, ms, scope })
  const describe = (name, fill) => {
    const outer = scope
    scope = newScope(outer, name)
    outer.scopes.push(scope)
    fill()
    scope = outer
  }
  for (const each of [test, describe]) {
    each.each = bind(each, false)
    each.skip = () => undefined
    each.skip.each = () => () => undefined
    each.failing = () => undefined
  }
  Object.assign(globalThis, {
    expect,
    test,
    it: test,
    describe,
    jest: { setTimeout: () => undefined },
  })
  for (const name of ['beforeAll', 'afterAll', 'beforeEach', 'afterEach']) {
    globalThis[name] = hook(name)
  }
  load()
  return allTests(root)
}

function newScope(outer, name) {
  const hooks = { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] }
  return { outer, name, tests: [], scopes: [], isOpen: false, ...hooks }
}

function allTests(scope) {
  const own = scope.tests.map((test) => ({ ...test, name: fullName(test) }))
  return [...own, ...scope.scopes.flatMap(allTests)]
}

function fullName({ name, scope }) {
  return scope?.outer ? fullName({ name: `${scope.name} › ${name}`, scope: scope.outer }) : name
}

/** Runs tests in their order; gives the first that fails, or what fails after all of them. */
export async function runTests(tests) {
  const opened = []
  let failed = null
  for (const test of tests) {
    failed = await runTest(test, opened)
    if (failed !== null) break
  }
  const after = await close(opened)
  return failed ?? after
}

async function runTest({ name, run, scope, ms = 60_000 }, opened) {
  const scopes = chain(scope)
  let failed = null
  try {
    for (const each of scopes) {
      if (each.isOpen) continue
      each.isOpen = true
      opened.push(each)
      for (const hook of each.beforeAll) await hook()
    }
    for (const each of scopes) for (const hook of each.beforeEach) await hook()
    await inTime(run(), ms)
  } catch (thrown) {
    failed = { name, said: saidBy(thrown) }
  }
  try {
    for (const each of scopes.toReversed()) for (const hook of each.afterEach) await hook()
  } catch (thrown) {
    failed ??= { name, said: saidBy(thrown) }
  }
  return failed
}

async function close(opened) {
  let failed = null
  for (const scope of opened.toReversed()) {
    scope.isOpen = false
    for (const hook of scope.afterAll) {
      try {
        await hook()
      } catch (thrown) {
        failed = { name: 'what is looked at after all tests', said: saidBy(thrown) }
      }
    }
  }
  return failed
}

function saidBy(thrown) {
  return String(thrown?.message ?? thrown)
}

function chain(scope) {
  return scope.outer ? [...chain(scope.outer), scope] : [scope]
}

async function inTime(answer, ms) {
  let timer
  const late = new Promise((_, refuse) => {
    timer = setTimeout(() => refuse(new Error('too slow')), ms)
  })
  try {
    await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
