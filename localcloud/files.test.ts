import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mirror } from './files'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jusha-mirror-'))
})

const write = (files: Record<string, string>) => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
}

test('a folder becomes like another: longer, shorter, missing and surplus files, and empty folders', () => {
  write({
    'from/longer': 'a text that is longer',
    'from/shorter': 'a',
    'from/below/new': 'new',
    'from/was-a-folder': 'a file',
    'from/was-a-file/inside': 'inside',
    'to/longer': 'a',
    'to/shorter': 'a text that is longer',
    'to/surplus': 'no more',
    'to/was-a-folder/inside': 'no more',
    'to/was-a-file': 'no more',
    'to/gone/deep': '',
  })
  mkdirSync(join(folder, 'from/empty'))
  mirror(join(folder, 'from'), join(folder, 'to'))
  const listed = (side: string) =>
    readdirSync(join(folder, side), { recursive: true, encoding: 'utf8' }).sort()
  expect(listed('to')).toEqual(listed('from'))
  for (const file of ['longer', 'shorter', 'below/new', 'was-a-folder', 'was-a-file/inside']) {
    const text = (side: string) => readFileSync(join(folder, side, file), 'utf8')
    expect([file, text('to')]).toEqual([file, text('from')])
  }
})

test('what the other does not have is gone', () => {
  write({ to: 'a file', 'below/deep/file': 'a file' })
  mirror(join(folder, 'nothing'), join(folder, 'to'))
  mirror(join(folder, 'nothing'), join(folder, 'below'))
  expect([existsSync(join(folder, 'to')), existsSync(join(folder, 'below'))]).toEqual([
    false,
    false,
  ])
})
