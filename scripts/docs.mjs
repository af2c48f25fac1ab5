// `npm run docs`: writes the pages of docs/ that are made from the code. `--check` only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { actionsPage } from './docs/actions.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
mkdirSync('dist', { recursive: true })
const page = 'docs/actions.md'
const options = await resolveConfig(page)
const text = await format(await actionsPage(), { ...options, parser: 'markdown' })
if (!process.argv.includes('--check')) writeFileSync(page, text)
else if (readFileSync(page, 'utf8') !== text) {
  process.stderr.write(`${page} is older than the contracts: run \`npm run docs\`\n`)
  process.exit(1)
}
