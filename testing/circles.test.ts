import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the check reports for a folder that holds these files. */
function check(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'circles-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const { status, stdout } = spawnSync(process.execPath, ['scripts/circles.mjs', folder], {
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  return { status, stdout: stdout.replaceAll(/\S*\/(?=\w)/g, '') }
}

test('a circle of imports is found, and its files are named', () => {
  const { status, stdout } = check({
    'account.ts': `import { cap } from './cap'\nexport const account = cap`,
    'cap.ts': `import { day } from './day'\nexport const cap = day`,
    'day.ts': `import { account } from './account'\nexport const day = () => account`,
  })
  expect(stdout).toContain('the shortest way around: account.ts → cap.ts → day.ts → account.ts')
  expect(status).toBe(1)
})

test.each([
  ['a type', `import type { B } from './b'\nexport interface A { b: B }`],
  ['a type in a list', `import { type B } from './b'\nexport interface A { b: B }`],
  ['a type handed on', `export type { B } from './b'`],
  ['a type named in its place', `export type A = import('./b').B`],
  ['an import at run time', `export const open = () => import('./b')`],
])('%s counts as an import', (_, text) => {
  const back = `import { A } from './a'\nexport type B = A`
  expect(check({ 'a.ts': text, 'b.ts': back }).status).toBe(1)
})

test.each(['weapp', 'h5'])('a circle through a file of %s alone is found', (platform) => {
  const files = { 'call.ts': `import './keep'` }
  expect(check({ ...files, [`keep.${platform}.ts`]: `import './call'` }).status).toBe(1)
})

test('a file that imports itself is a circle, a diamond is not', () => {
  expect(check({ 'a.ts': `import './a'` }).status).toBe(1)
  const diamond = { 'a.ts': `import './b'\nimport './c'`, 'b.ts': `import './d'`, 'd.ts': '' }
  expect(check({ ...diamond, 'c.ts': `import './d'` })).toEqual({
    status: 0,
    stdout: '4 files read, 0 circles\n',
  })
})
