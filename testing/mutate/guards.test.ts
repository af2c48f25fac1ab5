import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const LISTS = join(__dirname, 'guards')
const Guards = v.array(
  v.strictObject({
    name: v.string(),
    changes: v.pipe(
      v.array(v.strictObject({ file: v.string(), from: v.string(), to: v.string() })),
      v.minLength(1),
    ),
    tests: v.pipe(v.array(v.string()), v.minLength(1)),
  }),
)

const guards = readdirSync(LISTS).flatMap((list) =>
  v.parse(Guards, JSON.parse(readFileSync(join(LISTS, list), 'utf8'))),
)

test('every guard that `npm run mutate -- --guards` takes out stands once in its file', () => {
  const gone = guards.flatMap(({ name, changes }) =>
    changes
      .filter(({ file, from }) => readFileSync(file, 'utf8').split(from).length !== 2)
      .map(({ file }) => `${name}: ${file}`),
  )
  expect(gone).toEqual([])
})

test('every guard has a name of its own, and tests that should notice', () => {
  expect(new Set(guards.map(({ name }) => name)).size).toBe(guards.length)
  expect(guards.flatMap(({ tests }) => tests).filter((file) => !existsSync(file))).toEqual([])
})

test('every guard was missed by one of its tests when it was gone, as docs/mutation.md says', () => {
  const Proofs = v.record(v.string(), v.strictObject({ file: v.string(), test: v.string() }))
  const proofs = v.parse(Proofs, JSON.parse(readFileSync(join(__dirname, 'proofs.json'), 'utf8')))
  const unproven = guards.filter(({ name, tests }) => !tests.includes(proofs[name]?.file ?? ''))
  expect(unproven.map(({ name }) => name)).toEqual([])
  expect(Object.keys(proofs)).toHaveLength(guards.length)
})

test('a change that is listed as harmless says why', () => {
  const Equal = v.array(
    v.strictObject({
      file: v.string(),
      line: v.string(),
      from: v.string(),
      to: v.string(),
      why: v.pipe(v.string(), v.minLength(20)),
    }),
  )
  const equal = v.parse(Equal, JSON.parse(readFileSync(join(__dirname, 'equal.json'), 'utf8')))
  const gone = equal.filter(
    ({ file, line }) => !readFileSync(`cloudfunctions/domain/${file}`, 'utf8').includes(line),
  )
  expect(gone).toEqual([])
})
