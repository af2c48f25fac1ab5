import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

test('W7: no sentence refers a member to somebody they cannot reach', () => {
  const rooms = ['miniprogram/src', 'cloudfunctions/domain'].flatMap(filesBelow)
  const sources = rooms.filter((file) => !file.endsWith('.test.ts'))
  const promising = sources.filter((file) => /(找|联系|告诉)客服/.test(readFileSync(file, 'utf8')))
  expect(promising).toEqual([])
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return /\.tsx?$/.test(path) ? [path] : []
  })
}
