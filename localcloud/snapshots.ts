import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Store } from './database/store'
import { mirror } from './files'

/** What a snapshot holds besides the database. */
const COPIED = ['storage', 'clock', 'inbox.jsonl']

/** Named copies of the whole environment, kept in the data folder. */
export class Snapshots {
  private readonly folder: string
  private readonly store: Store

  constructor(folder: string, store: Store) {
    this.folder = folder
    this.store = store
  }

  async take(name: string): Promise<void> {
    const target = this.pathOf(name)
    rmSync(target, { recursive: true, force: true })
    mkdirSync(target, { recursive: true })
    await this.store.copyTo(target)
    copyAll(this.folder, target)
  }

  async restore(name: string): Promise<void> {
    const source = this.pathOf(name)
    if (!existsSync(source)) throw new Error(`no snapshot named ${name}`)
    await this.store.replaceWith(source)
    for (const part of COPIED) mirror(join(source, part), join(this.folder, part))
  }

  private pathOf(name: string): string {
    if (!/^[\w.-]+$/.test(name) || name.startsWith('.')) throw new Error(`bad name: ${name}`)
    return join(this.folder, 'snapshots', name)
  }
}

function copyAll(from: string, to: string): void {
  for (const part of COPIED) {
    if (existsSync(join(from, part))) cpSync(join(from, part), join(to, part), { recursive: true })
  }
}
