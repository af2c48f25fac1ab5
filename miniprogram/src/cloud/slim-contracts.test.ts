import { transformSync } from '@babel/core'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Action } from '@contracts/action'

const CONTRACTS = 'cloudfunctions/contracts'
const files = readdirSync(CONTRACTS, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /^[\w/-]+\.ts$/.test(name),
)

/** `name: whether a request id goes with it`, as it remains in the phone's build. */
function asBuilt(file: string): string[] {
  const source = readFileSync(join(CONTRACTS, file), 'utf8')
  const built = transformSync(source, {
    filename: file,
    configFile: false,
    babelrc: false,
    presets: [[require.resolve('@babel/preset-typescript'), {}]],
    plugins: ['./config/slim-contracts.js'],
  })?.code
  const actions = (built ?? '').matchAll(
    /ction\('([\w.-]+)', \{\s*input: \{\s*entries: \{([^}]*)\}/g,
  )
  return [...actions].map(([, name, entries = '']) => `${name}: ${entries.includes('requestId')}`)
}

function isAction(value: unknown): value is Action {
  return typeof value === 'object' && value !== null && 'refusals' in value && 'name' in value
}

test('W7: the phone’s slim contracts know for every action whether it carries a request id', async () => {
  const whole: string[] = []
  for (const file of files) {
    const room: object = await import(`../../../${CONTRACTS}/${file}`)
    for (const action of Object.values(room).filter(isAction)) {
      const { input } = action
      const entries = 'entries' in input && typeof input.entries === 'object' ? input.entries : {}
      whole.push(`${action.name}: ${'requestId' in (entries ?? {})}`)
    }
  }
  expect(files.flatMap(asBuilt).sort()).toEqual(whole.sort())
  expect(whole.filter((line) => line.endsWith('true')).length).toBeGreaterThan(15)
})
