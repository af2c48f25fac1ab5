import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'

const PROMISES = 'miniprogram/src/promises.tsx'
const FLOATING = 'testing/floating.test.ts'
const SWITCHES = 'demo/switches.ts'
const CONDITIONS = 'cloudfunctions/domain/conditions.ts'

const HEAD = `type Kind = 'a' | 'b'
export declare const kind: Kind
export declare const later: () => Promise<number>
export declare const sure: { name: string }
export declare const on: (listener: () => void) => void
`

/** One fault in a line, by the file that holds them and the rule that refuses them. */
const FAULTS: Record<string, [rule: string, ...lines: string[]]> = {
  [PROMISES]: [
    'no-misused-promises',
    'export const one = () => { if (later()) on(() => undefined) }',
    'on(async () => { await later() })',
    'export const three = { ...later() }',
    'export const four: { fire(): void } = { fire: async () => { await later() } }',
    'export const five = [1].filter(() => later())',
  ],
  [FLOATING]: [
    'no-floating-promises',
    'later()',
    'later().then(() => 1)',
    'later().finally(() => undefined)',
    'Promise.all([later()])',
    ';(async () => { await later() })()',
  ],
  'localcloud/awaited.ts': [
    'await-thenable',
    'await sure.name',
    'await Promise.all([1, 2])',
    'for await (const each of [1]) on(() => each)',
  ],
  [SWITCHES]: [
    'switch-exhaustiveness-check',
    "switch (kind) { case 'a': on(() => undefined) }",
    "switch (kind as Kind | undefined) { case 'a': case 'b': on(() => undefined) }",
    "switch (kind === 'a') { case true: on(() => undefined) }",
  ],
  [CONDITIONS]: [
    'no-unnecessary-condition',
    'export const one = sure ? 1 : 2',
    'export const two = sure?.name',
    "export const three = sure.name ?? 'none'",
    "export const four = kind === 'a' && kind === 'b'",
    'export const five = sure.name === undefined',
  ],
}

/** What the same files may say. */
const RIGHT: Record<string, string[]> = {
  [PROMISES]: ['export const right = sure?.name', 'on(() => { void later() })'],
  [FLOATING]: ['void later()', 'await later()', 'later().catch(() => undefined)'],
  [SWITCHES]: ["switch (kind) { case 'a': case 'b': on(() => undefined) }"],
  [CONDITIONS]: ['declare const maybe: string | undefined', 'export const right = maybe?.length'],
}

const CODE = ['*.ts', '*.tsx', '*.mjs', '*.cjs', '*.js']

const WRONG_TYPES: [code: string, line: string][] = [
  ['TS2322', "export const one: number = 'one'"],
  ['TS2532', 'export const two = [1][0].toFixed()'],
  ['TS7006', 'export const three = (given) => given'],
  ['TS4114', 'export class Four extends Array<string> { pop() { return undefined } }'],
  ['TS7029', 'switch (kind) { case 1: on(() => undefined)\ncase 2: on(() => undefined) }'],
  ['TS2882', "import './nowhere.css'"],
]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jusha-lint-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

/** The project's own settings, for files that lie elsewhere. */
function writeSettings(): void {
  copyFileSync('.oxlintrc.json', join(folder, '.oxlintrc.json'))
  const compilerOptions = { types: [], paths: {}, moduleSuffixes: [''] }
  const settings = { extends: resolve('tsconfig.json'), compilerOptions, include: ['**/*'] }
  write('tsconfig.json', JSON.stringify(settings))
}

function run(tool: string, ...args: string[]): string {
  const command = [resolve('node_modules', tool), ...args]
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
  if (stdout === '') throw new Error(`${tool} said nothing: ${stderr}`)
  return stdout
}

interface Diagnostic {
  code: string
  filename: string
  labels: { span: { line: number } }[]
}

test('every fault that only types can tell is refused, and nothing else', () => {
  writeSettings()
  const wanted: string[] = []
  for (const [file, [rule, ...lines]] of Object.entries(FAULTS)) {
    write(file, `${HEAD}${[...lines, ...(RIGHT[file] ?? [])].join('\n')}\n`)
    const first = HEAD.split('\n').length
    wanted.push(...lines.map((_, i) => `${file}:${first + i} typescript(${rule})`))
  }
  const { diagnostics } = JSON.parse(run('oxlint/bin/oxlint', '--type-aware', '-f', 'json')) as {
    diagnostics: Diagnostic[]
  }
  const place = ({ filename, labels }: Diagnostic) =>
    `${relative(folder, resolve(folder, filename))}:${labels[0]?.span.line}`
  const said = diagnostics.map((each) => `${place(each)} ${each.code}`)
  expect([...new Set(said)].sort()).toEqual(wanted.sort())
})

test('every fault of types is refused, as tsconfig.json asks for', () => {
  writeSettings()
  for (const [i, [, line]] of WRONG_TYPES.entries()) {
    write(`wrong-${i}.ts`, `declare const kind: 1 | 2\n${HEAD.split('\n').at(-2)}\n${line}\n`)
  }
  const said = run('typescript-native/bin/tsc', '-p', 'tsconfig.json', '--singleThreaded')
  const codes = [...said.matchAll(/^wrong-(\d)\.ts\(.*?error (TS\d+)/gm)]
  const wanted = WRONG_TYPES.map(([code], i) => `${i} ${code}`)
  expect(codes.map(([, i, code]) => `${i} ${code}`)).toEqual(wanted)
})

test('no line of the sources asks to be spared by the typed rules', () => {
  const asking = ['grep', '--line-number', '-E', '(ox|es)lint-(dis|en)able', '--', ...CODE]
  const { status, stdout } = spawnSync('git', asking, { encoding: 'utf8' })
  // 1 is git's word for none; 128 would mean that it could not look.
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
})
