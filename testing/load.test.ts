import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

const FUNCTIONS = 'dist/cloudfunctions'
/** A cold start mostly waits for files to open. */
const SCRIPT = `
const fs = require('node:fs')
let files = 0
let bytes = 0
const read = fs.readFileSync
fs.readFileSync = (...call) => {
  const content = read(...call)
  files++
  bytes += content.length
  return content
}
require(process.argv[1])
process.stdout.write(JSON.stringify({ files, bytes }))
`

function load(file: string): { files: number; bytes: number } {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', SCRIPT, file], { encoding: 'utf8' })
  if (!stdout) throw new Error(stderr)
  return JSON.parse(stdout) as { files: number; bytes: number }
}

test('F4: loading a function opens a fraction of the files of the bare SDK, and no more bytes', () => {
  const bare = load(resolve('node_modules/wx-server-sdk'))
  expect(bare.files).toBeGreaterThan(300)
  const functions = readdirSync(FUNCTIONS)
  expect(functions).toEqual(expect.arrayContaining(['guide', 'jobs', 'member', 'staff']))
  for (const name of functions) {
    const { files, bytes } = load(resolve(FUNCTIONS, name, 'index.js'))
    expect({ name, few: files < bare.files / 20 }).toEqual({ name, few: true })
    expect({ name, small: bytes <= bare.bytes }).toEqual({ name, small: true })
  }
})
