import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

jest.setTimeout(120_000)

const README = readFileSync(join(__dirname, 'README.md'), 'utf8')
const PACKAGE = JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8')) as {
  name: string
  dependencies: Record<string, string>
}
const project = mkdtempSync(join(tmpdir(), 'foreign-'))
const installed = join(project, 'node_modules', PACKAGE.name)

/** Writes the README's code block that begins with this text into that file. */
function copyFromReadme(file: string, beginning: string): void {
  const start = README.indexOf(beginning)
  expect(start).toBeGreaterThan(0)
  mkdirSync(dirname(join(project, file)), { recursive: true })
  writeFileSync(join(project, file), README.slice(start, README.indexOf('```', start)))
}

/** Links declared packages only, so that a dependency which the package forgot is not found. */
function link(name: string): void {
  const place = join(project, 'node_modules', name)
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(resolve('node_modules', name), place)
}

beforeAll(() => {
  execFileSync(process.execPath, [join(__dirname, 'build.mjs')])
  const pack = ['pack', '--silent', '--pack-destination', project]
  const archive = execFileSync('npm', pack, { cwd: __dirname, encoding: 'utf8' }).trim()
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', join(project, archive), '-C', installed, '--strip-components=1'])
  for (const name of [...Object.keys(PACKAGE.dependencies), 'wx-server-sdk', '@types/node']) {
    link(name)
  }
  copyFromReadme('functions/hello/index.js', '// functions/hello/index.js\n')
  copyFromReadme('collections.json', '{\n  "greetings"')
  copyFromReadme('hello.test.js', '// hello.test.js\n')
})

afterAll(() => rmSync(project, { recursive: true, force: true }))

test("a stranger's project runs the README's test with the packed package and the real SDK", () => {
  const run = ['--test', '--test-reporter=tap', 'hello.test.js']
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const said = execFileSync(process.execPath, run, { cwd: project, env, encoding: 'utf8' })
  expect(said).toContain('ok 1 - says hello and remembers it')
})

test('the command starts it by itself, and a call over HTTP reaches the function', async () => {
  const command = join(installed, 'dist/main.js')
  const child = spawn(process.execPath, [command, '--functions', 'functions', '--port', '0'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = new Promise((done) => child.once('close', done))
  const url = await new Promise<string>((found) => {
    child.once('exit', () => found('it ended without an address'))
    child.stdout.on('data', (text: Buffer) => found(/http:\S+/.exec(text.toString())?.[0] ?? ''))
  })
  const body = JSON.stringify({ data: { name: 'Lin' }, openid: 'o-lin' })
  const response = await fetch(`${url}/_cloud/call/hello`, { method: 'POST', body })
  child.kill('SIGTERM')
  await closed
  expect(await response.json()).toMatchObject({ result: { hello: 'Lin', openid: 'o-lin' } })
})

test('its types are complete for a strict TypeScript project', () => {
  writeFileSync(
    join(project, 'typed.ts'),
    `import { startCloud, type Cloud } from '${PACKAGE.name}'
     const options = { dataDir: 'd', functionsDir: 'f', collectionsFile: 'c.json' }
     export const answer: Promise<unknown> = startCloud(options).then((cloud: Cloud) => cloud.call('hello', {}))
     // @ts-expect-error a port is a number
     void startCloud({ ...options, port: 'many' })
    `,
  )
  const options = ['--strict', '--noEmit', '--skipLibCheck', '--module', 'nodenext']
  const tsc = resolve('node_modules/typescript/bin/tsc')
  const check = () =>
    execFileSync(process.execPath, [tsc, ...options, 'typed.ts'], { cwd: project })
  expect(check).not.toThrow()
})
