import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decoded } from './decoded'

test.each([
  ['d.HUBIN2026', 'd.HUBIN2026'],
  ['d.%E6%B9%96', 'd.湖'],
  ['d.50%', 'd.50%'],
  ['%E6%B9', '%E6%B9'],
  [undefined, ''],
])('W7: a parameter %j is read as %j', (value, text) => {
  expect(decoded(value)).toBe(text)
})

test('W7: no page decodes parameters by itself: one broken escape would leave it white', () => {
  const sources = filesBelow('miniprogram/src').filter((file) => !file.endsWith('.test.ts'))
  const by = sources.filter((file) => readFileSync(file, 'utf8').includes('decodeURIComponent'))
  expect(by).toEqual(['miniprogram/src/device/decoded.ts'])
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return /\.tsx?$/.test(path) ? [path] : []
  })
}
