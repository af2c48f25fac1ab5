import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const ROOMS = 'cloudfunctions|miniprogram|localcloud|demo|testing|scripts|config|docs'
const PAGES = [
  ...['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
]

/** `a/{b,c}.ts` is a/b.ts and a/c.ts. */
function spelledOut(path: string): string[] {
  const found = /^(.*)\{([^{}]+)\}(.*)$/.exec(path)
  if (!found) return [path]
  const [, before = '', choices = '', after = ''] = found
  return choices.split(',').flatMap((choice) => spelledOut(`${before}${choice}${after}`))
}

/** Code in a page that looks like a path of ours; left out if `<slug>` or `*` stand for more. */
function pathsIn(text: string): string[] {
  const written = [...text.matchAll(/`([^`\s]+)`/g)].map(([, code = '']) => code)
  const ours = written.filter((code) => new RegExp(`^(${ROOMS})/`).test(code))
  return ours.filter((code) => !/[<*…|]/.test(code)).flatMap(spelledOut)
}

function linksIn(text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return targets
    .filter((target) => !/^(https?:|#)/.test(target))
    .map((each) => each.split('#')[0] ?? '')
}

test.each(PAGES)('%s: every path and link leads to something', (page) => {
  const text = readFileSync(page, 'utf8')
  const lost = [
    ...pathsIn(text).filter((path) => !existsSync(path)),
    ...linksIn(text).filter((link) => !existsSync(join(dirname(page), link))),
  ]
  expect(lost).toEqual([])
})
