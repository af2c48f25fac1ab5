import { readFileSync } from 'node:fs'
import engines from './broken-engines.json'

test('every line that a broken engine breaks is there', () => {
  const gone = engines.flatMap(({ name, changes }) =>
    changes
      .filter(({ file, from }) => !readFileSync(file, 'utf8').includes(from))
      .map(({ file }) => `${name}: ${file}`),
  )
  expect(engines.length).toBeGreaterThan(10)
  expect(gone).toEqual([])
})
