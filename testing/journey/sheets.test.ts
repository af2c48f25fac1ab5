import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NOT_OPENED, SHEETS } from './sheets'

test('W6: every sheet is opened in looks.test.ts, or it is said what that would need', () => {
  const root = 'miniprogram/src'
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const screens = files.filter((file) => /(?<!\.test)\.tsx$/.test(file))
  const named = screens.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/<Sheet\s[^>]*?\bid="([^"]+)"/g)].map(
      ([, id = '']) => id,
    ),
  )
  const opened = Object.values(SHEETS).flatMap((each) => Object.keys(each))
  const known = [...opened, ...Object.keys(NOT_OPENED)]
  expect([...new Set(named)].sort()).toEqual([...new Set(known)].sort())
  const nameless = screens.filter((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return /<Sheet\s/.test(text) && !/<Sheet\s[^>]*?\bid="/.test(text)
  })
  expect(nameless).toEqual([])
})
