import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOM = __dirname

/** What a file imports, by the text in its quotes. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOM, file), 'utf8')
  return [...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from ?? '')
}

const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(?<!\.test)\.ts$/.test(file),
)

test('the model knows nothing of the engine: neither its rules nor its contracts', () => {
  const model = files.filter((file) =>
    /^(rules|aims)\/|^(world|compare\/(explain|match-order))\.ts$/.test(file),
  )
  expect(model.length).toBeGreaterThan(10)
  const wrong = model.flatMap((file) =>
    importsOf(file)
      .filter((from) => from.includes('cloudfunctions'))
      .map((from) => `${file} imports ${from}`),
  )
  expect(wrong).toEqual([])
})

test('the whole simulation knows the engine only by its contracts', () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((from) => from.includes('cloudfunctions/') && !from.includes('/contracts/'))
      .map((from) => `${file} imports ${from}`),
  )
  expect(wrong).toEqual([])
})
