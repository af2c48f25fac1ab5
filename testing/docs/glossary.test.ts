import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Row {
  chinese: string
  english: string
  code: string
}

const page = readFileSync('docs/glossary.md', 'utf8')

function rowsOf(page: string): Row[] {
  return page.split('\n').flatMap((line) => {
    const [, chinese = '', english = '', code = ''] = line.split('|').map((cell) => cell.trim())
    const identifier = /^`([^`]+)`$/.exec(code)?.[1]
    return identifier === undefined ? [] : [{ chinese, english, code: identifier }]
  })
}

const rows = rowsOf(page)

function sources(): string {
  const rooms = ['cloudfunctions', 'miniprogram/src', 'testing', 'demo', 'scripts']
  const files = rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
  )
  const code = files.filter((file) => /\.(ts|tsx|mjs|json)$/.test(file))
  return code.map((file) => readFileSync(file, 'utf8')).join('\n')
}

test('every word of the glossary is in the code under the name that it gives', () => {
  expect(rows.length).toBeGreaterThan(80)
  const text = sources()
  const lost = rows.filter(({ code }) => !new RegExp(`(?<![A-Za-z])${code}(?![a-z])`).test(text))
  expect(lost).toEqual([])
})

test('every stored name that differs from its word is in the code, and belongs to a word of the glossary', () => {
  const stored = [...page.matchAll(/^\| `(\w+)` +\|[^|]*\| ([^|]*?) +\|/gm)]
  expect(stored.length).toBeGreaterThan(5)
  const text = sources()
  const words = rows.map(({ english }) => english)
  const lost = stored.filter(
    ([, name = '', word = '']) => !new RegExp(`\\b${name}\\b`).test(text) || !words.includes(word),
  )
  expect(lost.map(([row]) => row)).toEqual([])
})

test('no word of the glossary has two meanings', () => {
  const twice = (words: string[]) => words.filter((word, i) => words.indexOf(word) !== i)
  expect(twice(rows.map(({ chinese }) => chinese))).toEqual([])
  expect(twice(rows.map(({ english }) => english))).toEqual([])
})
