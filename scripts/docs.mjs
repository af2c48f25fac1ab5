// `npm run docs`: writes the pages of docs/ that are made from the code. `--check` only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { actionsPage } from './docs/actions.mjs'
import { mutationPage } from './docs/mutation.mjs'

const PAGES = { 'docs/actions.md': actionsPage, 'docs/mutation.md': mutationPage }

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
mkdirSync('dist', { recursive: true })
const isCheck = process.argv.includes('--check')
for (const [page, make] of Object.entries(PAGES)) {
  const options = await resolveConfig(page)
  const text = await format(await make(), { ...options, parser: 'markdown' })
  if (!isCheck) writeFileSync(page, text)
  else if (readFileSync(page, 'utf8') !== text) {
    process.stderr.write(`${page} is older than what it is made of: run \`npm run docs\`\n`)
    process.exitCode = 1
  }
}
