// `npm run simulate:broken [seeds] [actions]`: breaks the engine on purpose in one way at a time,
// and runs lives until the simulation notices. Ends with 1 if a broken engine goes unnoticed.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildFunctions } from './build/functions.mjs'
import { buildSimulation } from './build/simulation.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
/** Ways to break the engine; each replaces a correct line with a wrong one. */
const engines = JSON.parse(readFileSync('/tmp/reach-broken.json', 'utf8'))
const [seeds = '1-200', actions = '60'] = process.argv.slice(2)
const folder = `dist/.broken-${process.pid}`
await buildSimulation(folder)
let missed = 0
for (const { name, changes } of engines) {
  const functions = `${folder}/cloudfunctions`
  await buildFunctions(functions, [breaking(changes)])
  const args = [`${folder}/main.cjs`, seeds, actions, '--first', '--functions', functions]
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const found = status === 1 && /seed (\d+), step (\d+)/.exec(stdout)
  const told = stdout.split('what is wrong:\n')[1]?.split('\n')[0]?.trim().slice(0, 160)
  process.stdout.write(
    found ? `✓ ${name}: seed ${found[1]}, step ${found[2]}: ${told}\n` : `✗ ${name}: not found\n`,
  )
  if (!found) missed += 1
}
rmSync(folder, { recursive: true, force: true })
process.exit(missed > 0 ? 1 : 0)

/** Puts in the wrong lines while the functions are built; a line that is missing is an error. */
function breaking(changes) {
  return {
    name: 'breaking',
    setup(build) {
      for (const file of new Set(changes.map((each) => each.file))) {
        const filter = new RegExp(`${file.replaceAll('.', '\\.')}$`)
        build.onLoad({ filter }, ({ path }) => {
          const own = changes.filter((each) => each.file === file)
          const contents = own.reduce(
            (text, { from, to }) => {
              const broken = text.replace(from, () => to)
              if (broken === text) throw new Error(`${file} has no such line: ${from}`)
              return broken
            },
            readFileSync(path, 'utf8'),
          )
          return { contents, loader: 'ts' }
        })
      }
    },
  }
}
