import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rulesIn } from './sources'

const ROOT = join(__dirname, '../../cloudfunctions')
const BY_HANDLERS = join(__dirname, 'rules-tested-by-handlers.json')

function textsOf(folder: string, names: RegExp): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => names.test(file))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'))
}

const isNamed = (name: string, texts: string[]) =>
  texts.some((text) => new RegExp(`\\b${name}\\b`).test(text))

/** Rules that handlers call, and which no test of the domain names. */
function untested(): string[] {
  const [sources, tests] = [/(?<!\.test)\.ts$/, /\.test\.ts$/]
  const handlers = textsOf('functions', sources)
  const own = textsOf('domain', tests)
  const rules = [...new Set(textsOf('domain', sources).flatMap(rulesIn))]
  return rules.filter((name) => isNamed(name, handlers) && !isNamed(name, own)).sort()
}

/**
 * Rules of the first year are tested with their handlers, and mutants say how well. A new one is
 * tested beside itself, where its edges cost a millisecond each.
 */
test('a rule that a handler calls is named by a test of the domain, whichever file it stands in', () => {
  const known = JSON.parse(readFileSync(BY_HANDLERS, 'utf8')) as string[]
  const found = untested()
  const say = (name: string) =>
    `\`${name}\` is called by a handler: test it in cloudfunctions/domain`
  expect(found.filter((name) => !known.includes(name)).map(say)).toEqual([])
  expect(known.filter((name) => !found.includes(name))).toEqual([])
})
