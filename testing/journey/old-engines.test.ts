import { parse } from 'acorn'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What iOS 12 and Chrome 78 read: no `?.`, no `??`, no class fields. */
const ECMA_VERSION = 2019
/** Methods that these engines lack; the phone's build has no polyfills. */
const TOO_NEW =
  /\.(at|replaceAll|findLast|findLastIndex|toSorted|toReversed)\(|Object\.(hasOwn|fromEntries|groupBy)\(|structuredClone\(|Promise\.(any|allSettled)\(/

function scriptsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return scriptsBelow(path)
    return /\.[jt]sx?$/.test(path) ? [path] : []
  })
}

test.each(['dist/weapp', 'dist/h5'])(
  'W8: every script of %s parses on an engine of 2018',
  (dist) => {
    const wrong: string[] = []
    for (const file of scriptsBelow(dist)) {
      const source = readFileSync(file, 'utf8')
      try {
        parse(source, { ecmaVersion: ECMA_VERSION })
      } catch (thrown) {
        wrong.push(`${file}: ${String(thrown)}`)
      }
      // iOS knows look-behind only since 16.4; older versions reject the whole file.
      if (/\(\?<[=!]/.test(source)) wrong.push(`${file}: a look-behind`)
    }
    expect(wrong).toEqual([])
  },
)

test('W8: the parser above finds syntax that is too new', () => {
  for (const newer of ['a?.b', 'a ?? b', 'class A { b = 1 }']) {
    expect(() => parse(newer, { ecmaVersion: ECMA_VERSION })).toThrow()
  }
})

test('W8: the phone calls no method that an engine of 2018 lacks', () => {
  const sources = scriptsBelow('miniprogram/src').filter((file) => !/\.test\./.test(file))
  const wrong = sources.flatMap((file) => {
    const [found] = TOO_NEW.exec(readFileSync(file, 'utf8')) ?? []
    return found ? [`${file}: ${found}`] : []
  })
  expect(wrong).toEqual([])
})
