import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A test's name begins with the ids of what it shows: `'O2: …'` or `'L4, K2: …'`. */
const NAMED = /['"`]((?:[A-Z]\d{1,2}(?:, )?)+): /g

function named(): string[] {
  const files = ['cloudfunctions', 'demo', 'localcloud', 'miniprogram', 'testing'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)),
  )
  const found = files
    .filter((file) => /\.test\.tsx?$/.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(NAMED)])
    .flatMap((match) => match[1]?.split(', ') ?? [])
  return [...new Set(found)].sort()
}

test('D3: every id that a test is named by stands in docs/capabilities.md', () => {
  const key = readFileSync('docs/capabilities.md', 'utf8')
  const ids = named()
  expect(ids.length).toBeGreaterThan(50)
  expect(ids.filter((id) => !key.includes(`- **${id}** `))).toEqual([])
})
