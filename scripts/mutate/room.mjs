import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What tests need beside functions that are built without a guard, or with mutants in them. */
const BESIDE = ['cloudfunctions', 'demo', 'localcloud', 'testing', 'scripts', 'docs']

/** A folder that looks to tests like the root, with a `dist` of its own. */
export function makeRoom(room) {
  rmSync(room, { recursive: true, force: true })
  mkdirSync(`${room}/dist`, { recursive: true })
  for (const name of BESIDE) symlinkSync(resolve(name), join(room, name))
}
