import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/** Files of a build are named by their content, so `app.1a2b3c4d.js` never changes. */
const NAMED_BY_CONTENT = /\.[0-9a-f]{8,}\.[a-z0-9]+$/

/** Sends a file of the folder, or answers that there is none. */
export async function sendFile(
  res: ServerResponse,
  folder: string,
  path: string,
  headOnly: boolean,
): Promise<boolean> {
  const file = await fileInside(folder, path)
  if (!file) return false
  res.writeHead(200, {
    'content-type': CONTENT_TYPES[extname(file.path).toLowerCase()] ?? 'application/octet-stream',
    'content-length': file.size,
    'cache-control': NAMED_BY_CONTENT.test(file.path) ? 'max-age=31536000, immutable' : 'no-store',
    'x-content-type-options': 'nosniff',
  })
  if (headOnly) res.end()
  else await pipeline(createReadStream(file.path), res)
  return true
}

/** A path must not leave the folder, neither by `..` nor by a symbolic link. */
async function fileInside(folder: string, path: string) {
  const parts = path.split('/')
  if (/[\\\0]/.test(path) || parts.some((part) => part === '..' || part.startsWith('.'))) {
    return null
  }
  try {
    const root = await realpath(resolve(folder))
    const file = await realpath(join(root, ...parts))
    if (!file.startsWith(root + sep)) return null
    const found = await stat(file)
    return found.isFile() ? { path: file, size: found.size } : null
  } catch {
    // The file is missing or cannot be read.
    return null
  }
}
