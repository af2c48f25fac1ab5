import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A test's name begins with the ids of what it shows: `'O2: …'`, `'L4, K2: …'` or `'O9 and D8: …'`. */
const NAMED = /['"`]((?:[A-Z]\d{1,2}(?:, | and )?)+): /g

function named(): string[] {
  const files = ['cloudfunctions', 'demo', 'localcloud', 'miniprogram', 'testing'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
  )
  const found = files
    .filter((file) => /\.test\.tsx?$/.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(NAMED)])
    .flatMap((match) => match[1]?.split(/, | and /) ?? [])
  return [...new Set(found)].sort()
}

test('D3: every id in a test’s name is listed in docs/capabilities.md', () => {
  const key = readFileSync('docs/capabilities.md', 'utf8')
  const ids = named()
  expect(ids.length).toBeGreaterThan(50)
  expect(ids.filter((id) => !key.includes(`- **${id}** `))).toEqual([])
})

test('D3: no id is listed twice in docs/capabilities.md, so that each means one thing', () => {
  const key = readFileSync('docs/capabilities.md', 'utf8')
  const ids = [...key.matchAll(/^- \*\*([A-Z]\d{1,2})\*\* /gm)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThanOrEqual(190)
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
})
