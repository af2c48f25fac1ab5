import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Locked {
  name?: string
  resolved?: string
  version?: string
}

function lock(): Record<string, Locked> {
  const text = readFileSync('package-lock.json', 'utf8')
  return (JSON.parse(text) as { packages: Record<string, Locked> }).packages
}

/** Every package in the lock file by its own name; an alias by the package behind it. */
function locked(): { name: string; version: string }[] {
  return Object.entries(lock()).map(([path, each]) => ({
    name: each.name ?? path.split('node_modules/').at(-1) ?? path,
    version: each.version ?? '',
  }))
}

test('D12: npm runs no install script of any package, whichever npm it is', () => {
  const project = mkdtempSync(join(tmpdir(), 'jusha-packages-'))
  const dependency = join(project, 'curious')
  const marker = join(project, 'it-ran')
  mkdirSync(dependency)
  copyFileSync('.npmrc', join(project, '.npmrc'))
  const scripts = { postinstall: `node -e "require('fs').writeFileSync('${marker}', '')"` }
  const curious = { name: 'curious', version: '1.0.0', scripts }
  writeFileSync(join(dependency, 'package.json'), JSON.stringify(curious))
  const own = { name: 'own', version: '1.0.0', dependencies: { curious: 'file:curious' } }
  writeFileSync(join(project, 'package.json'), JSON.stringify(own))
  const env = { ...process.env, npm_config_ignore_scripts: undefined }
  const { status } = spawnSync('npm', ['install', '--offline'], { cwd: project, env })
  expect(status).toBe(0)
  expect(existsSync(join(project, 'node_modules/curious/package.json'))).toBe(true)
  expect(existsSync(marker)).toBe(false)
})

test('D12: no deployed package has been replaced by its authors for security', () => {
  const old = locked().filter(
    ({ name, version }) => name === 'lodash.set' || (name === 'axios' && version.startsWith('0.')),
  )
  expect(old).toEqual([])
  for (const audience of readdirSync('dist/cloudfunctions')) {
    const bundle = readFileSync(join('dist/cloudfunctions', audience, 'index.js'), 'utf8')
    expect({ audience, axios: bundle.includes('0.27.2') }).toEqual({ audience, axios: false })
  }
})

test('D12: the lock file names no registry, only the packages that lie in this repository', () => {
  const places = Object.values(lock()).flatMap(({ resolved }) => resolved ?? [])
  expect(places).toEqual(['localcloud'])
})
