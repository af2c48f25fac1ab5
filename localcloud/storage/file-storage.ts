import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { dirname, join, relative, sep } from 'node:path'
import { CloudError } from '../database/errors'
import { readBody } from '../http/server'

export interface StoredFile {
  fileID: string
  path: string
  size: number
}

/** Files of the environment, in a folder; a file's id is `cloud://<env>.<bucket>/<path>`. */
export class FileStorage {
  private readonly folder: string
  private readonly idPrefix: string
  private readonly url: () => string

  constructor(folder: string, env: string, url: () => string) {
    this.folder = folder
    this.idPrefix = `cloud://${env}.6c6f-${env}-1250000000/`
    this.url = url
  }

  async put(path: string, bytes: Buffer): Promise<string> {
    const file = this.fileOf(path)
    mkdirSync(dirname(file), { recursive: true })
    // Written to another place first, so that a reader never sees half of a file.
    const aside = `${file}.${randomUUID()}.part`
    await writeFile(aside, bytes)
    await rename(aside, file)
    return this.idOf(path)
  }

  async get(fileID: string): Promise<Buffer> {
    const file = this.fileOf(this.pathOf(fileID))
    if (!existsSync(file)) {
      throw new CloudError('STORAGE_FILE_NONEXIST', `file not exist: ${fileID}`)
    }
    return readFile(file)
  }

  has(fileID: string): boolean {
    return fileID.startsWith(this.idPrefix) && existsSync(this.fileOf(this.pathOf(fileID)))
  }

  async remove(fileID: string): Promise<void> {
    await rm(this.fileOf(this.pathOf(fileID)), { force: true })
  }

  async copy(from: string, to: string): Promise<void> {
    const target = this.fileOf(to)
    mkdirSync(dirname(target), { recursive: true })
    await copyFile(this.fileOf(from), target)
  }

  list(): StoredFile[] {
    if (!existsSync(this.folder)) return []
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
      .map((entry) => {
        const file = join(entry.parentPath, entry.name)
        const path = relative(this.folder, file).split(sep).join('/')
        return { fileID: this.idOf(path), path, size: statSync(file).size }
      })
      .sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  idOf(path: string): string {
    return this.idPrefix + path
  }

  pathOf(fileID: string): string {
    if (fileID.startsWith(this.idPrefix)) return fileID.slice(this.idPrefix.length)
    throw new CloudError('STORAGE_FILE_NONEXIST', `not a file of this environment: ${fileID}`)
  }

  /** Not encoded, because the SDK encodes the address itself before it downloads. */
  urlOf(path: string): string {
    return `${this.url()}/_cos/${path}`
  }

  /** `GET`, `HEAD` and `PUT /_cos/<path>`: where uploads go and downloads come from. */
  async handle(req: IncomingMessage, res: ServerResponse, urlPath: string): Promise<void> {
    const path = urlPath.slice('/_cos/'.length)
    if (req.method === 'PUT') {
      await this.put(path, await readBody(req))
      res.writeHead(200).end()
      return
    }
    const file = this.fileOf(path)
    if (!existsSync(file)) {
      res.writeHead(404).end()
      return
    }
    const bytes = await readFile(file)
    res.writeHead(200, { 'content-type': contentType(path), 'content-length': bytes.length })
    res.end(req.method === 'HEAD' ? undefined : bytes)
  }

  private fileOf(path: string): string {
    const parts = path.split('/')
    if (path === '' || parts.some((part) => part === '' || part === '.' || part === '..')) {
      throw new CloudError('STORAGE_REQUEST_FAIL', `bad cloud path: ${path}`)
    }
    return join(this.folder, ...parts)
  }
}

const CONTENT_TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

function contentType(path: string): string {
  return CONTENT_TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
}
