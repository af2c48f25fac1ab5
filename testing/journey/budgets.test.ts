import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readAppJson } from '../weapp/app-json'

/** The framework alone takes 279 KB; code that pages of several packages share is in there too. */
const MAIN_MAX = 420_000
/** WeChat's own limit for any package. */
const PACKAGE_MAX = 2 * 1024 * 1024

test('the main package stays small, and each subpackage far below the limit', () => {
  const roots = (readAppJson('dist/weapp').subPackages ?? []).map(({ root }) => root)
  const sizes = new Map(['main', ...roots].map((name) => [name, 0]))
  for (const file of filesBelow('dist/weapp')) {
    // DevTools reads these two files and uploads neither.
    if (/(project\.config\.json|LICENSE\.txt)$/.test(file)) continue
    const path = file.slice('dist/weapp/'.length)
    const name = roots.find((root) => path.startsWith(`${root}/`)) ?? 'main'
    sizes.set(name, (sizes.get(name) ?? 0) + statSync(file).size)
  }
  const lines = [...sizes].map(([name, bytes]) => `${name}: ${bytes.toLocaleString('en-US')} bytes`)
  process.stdout.write(`${lines.join('\n')}\n`)
  expect(sizes.get('main')).toBeLessThanOrEqual(MAIN_MAX)
  expect(Math.max(...sizes.values())).toBeLessThanOrEqual(PACKAGE_MAX)
})

test.each(['dist/weapp', 'dist/h5'])('%s carries no rule and no part of the cloud', (dist) => {
  const scripts = filesBelow(dist).filter((file) => file.endsWith('.js'))
  const phone = scripts.map((file) => readFileSync(file, 'utf8')).join('\n')
  const marks = cloudMarks()
  expect(marks.filter((mark) => phone.includes(mark))).toEqual([])
})

test('the search finds the marks where they belong, so a pass above is real', () => {
  const cloud = ['member', 'guide', 'staff']
    .map((name) => readFileSync(`dist/cloudfunctions/${name}/index.js`, 'utf8'))
    .join('\n')
  const found = cloudMarks().filter((mark) => cloud.includes(mark))
  expect(found).toContain('wx-server-sdk')
  expect(found.length).toBeGreaterThan(20)
})

/** Texts that are in the cloud's sources and nowhere in what the phone may know. */
function cloudMarks(): string[] {
  const rooms = ['domain', 'workflows', 'functions', 'platform'].map(
    (room) => `cloudfunctions/${room}`,
  )
  const both = ['cloudfunctions/contracts', 'miniprogram/src'].map(sourceOf)
  const known = [...both, readFileSync(require.resolve('valibot'), 'utf8')].join('\n')
  const literals = rooms
    .map(sourceOf)
    .join('\n')
    .matchAll(/'([\w\u4e00-\u9fff :-]{8,60})'/g)
  const own = [...literals].map(([, text = '']) => text)
  // A text of one plain word, such as a state's name, may occur in any library.
  const marks = own.filter((text) => !known.includes(text) && !/^[a-z]+$/.test(text))
  return ['wx-server-sdk', ...new Set(marks)]
}

function sourceOf(folder: string): string {
  return filesBelow(folder)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}
