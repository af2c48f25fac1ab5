import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parse } from 'postcss'
import { routesOf } from '../weapp/app-json'

/** Style sheets in the folders of our pages, and the classes that they name. */
const SOURCES = ['miniprogram/src/pages', 'miniprogram/src/packages']
const sheets = SOURCES.flatMap(filesBelow).filter(
  (file) => file.endsWith('.scss') && readdirSync(dirname(file)).includes('index.config.ts'),
)
const shared = ['miniprogram/src/app.scss', 'miniprogram/src/ui', 'miniprogram/src/screen'].flatMap(
  (path) => (path.endsWith('.scss') ? [path] : filesBelow(path)),
)

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}

function classesIn(text: string): string[] {
  return [...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, name = '']) => name)
}

const common = new Set(
  shared
    .filter((file) => file.endsWith('.scss'))
    .flatMap((f) => classesIn(readFileSync(f, 'utf8'))),
)
/** Classes of pages alone; a page may also add to a class of `ui`. */
const own = new Set(
  sheets
    .flatMap((file) => classesIn(readFileSync(file, 'utf8')))
    .filter((name) => !common.has(name)),
)

/** Every selector in a build. */
function selectorsOf(dist: string): string[] {
  const built = filesBelow(dist).filter((file) => /\.(css|wxss)$/.test(file))
  const selectors: string[] = []
  for (const file of built) {
    parse(readFileSync(file, 'utf8')).walkRules((rule) => {
      const { parent } = rule
      if (parent?.type === 'atrule' && 'name' in parent && /keyframes$/.test(parent.name)) return
      selectors.push(...rule.selectors)
    })
  }
  return selectors
}

const pageOf = (selector: string) => /^\.page-([\w-]+)/.exec(selector)?.[1]

test.each(['dist/weapp', 'dist/h5'])('W6: in %s a page’s styles reach that page only', (dist) => {
  const selectors = selectorsOf(dist)
  const astray = selectors.filter(
    (selector) => !pageOf(selector) && classesIn(selector).some((name) => own.has(name)),
  )
  expect([...new Set(astray)]).toEqual([])
  expect(selectors.filter((selector) => pageOf(selector)).length).toBeGreaterThan(300)
})

test('W6: each page has a root class of its own, and uses it', () => {
  const slugs = routesOf('dist/weapp').map((route) => basename(dirname(route)))
  expect(new Set(slugs).size).toBe(slugs.length)
  const pages = SOURCES.flatMap(filesBelow).filter((file) => file.endsWith('/index.tsx'))
  const roots = pages.map((file) => {
    const [, root] = /<View className="(page-[\w-]+)"/.exec(readFileSync(file, 'utf8')) ?? []
    return root
  })
  expect(roots.sort()).toEqual(slugs.map((slug) => `page-${slug}`).sort())
})
