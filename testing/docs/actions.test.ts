import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { allActions } from '../actions'

test('docs/actions.md is what `npm run docs` makes of the contracts', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/docs.mjs', '--check'], {
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('docs/actions.md names every action with its title and each of its refusals', () => {
  const page = readFileSync('docs/actions.md', 'utf8')
  const parts = new Map(page.split('\n### ').map((part) => [part.split(' ')[0], part]))
  for (const { name, refusals } of allActions()) {
    const part = parts.get(`\`${name}\``) ?? ''
    const missing = refusals.filter((refusal) => !part.includes(`\`${refusal}\``))
    expect([name, part === '' ? 'is missing' : missing]).toEqual([name, []])
  }
})
