import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

const ROOM = 'cloudfunctions/contracts'
const BUNDLE = 'dist/.contracts.cjs'

/** Every module of the contracts: its exported values, its path and its source. */
export async function readContracts() {
  const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
  const lines = files.map((file) => `  ${JSON.stringify(file)}: require('./${file}'),`)
  await build({
    stdin: { contents: `module.exports = {\n${lines.join('\n')}\n}`, resolveDir: resolve(ROOM) },
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  })
  const modules = createRequire(import.meta.url)(resolve(BUNDLE))
  return files.map((file) => ({
    file,
    values: modules[file],
    source: readFileSync(join(ROOM, file), 'utf8'),
  }))
}

export function isAction(value) {
  return typeof value === 'object' && value !== null && 'refusals' in value && 'output' in value
}

/** The comment above an exported constant, as one line; empty if there is none. */
export function commentOf(source, constant) {
  const found = new RegExp(
    `/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*export const ${constant}\\b`,
  ).exec(source)
  return found
    ? found[1]
        .replaceAll(/\s*\n\s*\*\s?/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim()
    : ''
}

/** The deployed function that answers an action: the one with a handler that names its constant. */
export function audienceOf(constant, action) {
  if ('roles' in action) return 'staff'
  const made = new RegExp(`(?:[hH]andler|Reader)(?:<[^>]*>)?\\(\\s*${constant}\\b`)
  const found = ['member', 'guide', 'jobs'].find((audience) =>
    handlersOf(audience).some((source) => made.test(source)),
  )
  if (!found) throw new Error(`${action.name} has no handler in any function`)
  return found
}

function handlersOf(audience) {
  const room = join('cloudfunctions/functions', audience)
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .map((file) => readFileSync(join(room, file), 'utf8'))
}
