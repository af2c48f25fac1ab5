import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const PHONE = 'miniprogram/src'
const IMPORT = /^(?:import|export)\s(?!type\b)[^'"]*?from\s*['"]([^'"]+)['"]/gm
const ENDINGS = ['.ts', '.tsx', '.weapp.ts', '.weapp.tsx', '.h5.ts', '.h5.tsx'] as const

/** The files of the phone that the app or a page loads; what nothing loads does nothing. */
export function loadedFiles(entries: readonly string[] = pages()): Set<string> {
  const loaded = new Set<string>()
  const waiting = [...entries]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (loaded.has(file)) continue
    loaded.add(file)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      waiting.push(...filesOf(path, file))
    }
  }
  return loaded
}

function pages(): string[] {
  const all = readdirSync(PHONE, { recursive: true, encoding: 'utf8' })
  const isEntry = (file: string) => /^(?:app|(?:pages|packages)\/.*\/index)\.tsx$/.test(file)
  return all.filter(isEntry).map((file) => join(PHONE, file))
}

/** Each build of the phone takes another ending, so all that exist count. */
function filesOf(path: string, from: string): string[] {
  const base = path.startsWith('@/') ? join(PHONE, path.slice(2)) : join(dirname(from), path)
  if (!path.startsWith('@/') && !path.startsWith('.')) return []
  return ENDINGS.map((ending) => `${base}${ending}`).filter((file) => existsSync(file))
}
