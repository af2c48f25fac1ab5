import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const ROOMS = ['cloudfunctions', 'demo', 'docs', 'localcloud', 'miniprogram', 'scripts', 'testing']
const MOST = 25

/** What a reader sees in each folder; a test lies beside what it tests and is not counted. */
function listings(folder: string): [string, number][] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    ({ name }) => !/^\.|^node_modules$|^dist$|\.test\.tsx?$/.test(name),
  )
  const below = entries.filter((entry) => entry.isDirectory())
  return [[folder, entries.length], ...below.flatMap(({ name }) => listings(join(folder, name)))]
}

test('a folder lists at most 25 entries, so that its listing reads like the business', () => {
  const all = ROOMS.flatMap(listings)
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter(([, entries]) => entries > MOST)).toEqual([])
})
