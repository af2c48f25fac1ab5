import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { npmCommand } from './npm.mjs'

const NOTE = 'node_modules/.jusha-installed'

/** Installs exactly what the lock file says, unless that was done before. */
export function installWhenStale() {
  const digest = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  if (existsSync(NOTE) && readFileSync(NOTE, 'utf8') === digest) return
  process.stdout.write(
    'Installing packages (once, two to three minutes; the first build takes two more) …\n',
  )
  const [npm, args, options] = npmCommand('ci', '--no-audit', '--no-fund')
  const { status } = spawnSync(npm, args, { ...options, stdio: 'inherit' })
  if (status !== 0) throw new Error('npm ci failed; see above')
  writeFileSync(NOTE, digest)
}
