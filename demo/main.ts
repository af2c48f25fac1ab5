import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCloud, type Cloud, type CloudOptions } from '../localcloud/cloud'
import { createStage } from './stage/handler'
import { BRAND } from './brand-id'
import { DEMO_PAY } from './pay'
import { PERSONS } from './persons'
import { isSeeded, seedDemo } from './seed'

/** This program is one bundled file; the script that runs functions stays outside it. */
const RUNNER = 'localcloud/functions/runner.cjs'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: '.data/demo' },
      port: { type: 'string', default: process.env.PORT ?? '7300' },
    },
  })
  mkdirSync(values.data, { recursive: true })
  const cloud = await startOnFreePort(values.data, Number(values.port))
  writeFileSync(join(values.data, 'pid'), String(process.pid))
  const stop = () => void stopCloud(cloud, values.data)
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  if (!(await isSeeded(cloud))) {
    process.stdout.write('正在准备演示品牌「山屿烘焙」……\n')
    await seedDemo(cloud)
  }
  process.stdout.write(`\n  聚沙演示已就绪：${cloud.url}\n\n`)
}

/** Each demo has a secret of its own, kept next to its data: a publicly known one is refused. */
function secretOf(dataDir: string): string {
  const file = join(dataDir, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8')
  if (existsSync(join(dataDir, 'cloud'))) {
    throw new Error('演示数据是旧版本写的，密钥已经换了。请运行 npm run reset 后再启动。')
  }
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(file, secret, { mode: 0o600 })
  return secret
}

async function startOnFreePort(dataDir: string, port: number): Promise<Cloud> {
  let running: Cloud | undefined
  const stage = createStage({
    h5Dir: 'dist/h5',
    pageDir: 'dist/stage',
    persons: PERSONS,
    cloud: () => {
      if (!running) throw new Error('the cloud has not started yet')
      return running
    },
  })
  const options: CloudOptions = {
    dataDir: join(dataDir, 'cloud'),
    functionsDir: 'dist/cloudfunctions',
    collectionsFile: 'cloudfunctions/collections.json',
    functionEnv: {
      JUSHA_BRAND: BRAND,
      JUSHA_SECRET: secretOf(dataDir),
      // The embedded cloud plays WeChat Pay; nobody is charged.
      JUSHA_PAY: JSON.stringify(DEMO_PAY),
    },
    runnerPath: RUNNER,
    timers: true,
    stage,
    port,
  }
  try {
    running = await startCloud(options)
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (!isTaken) throw error
    running = await startCloud({ ...options, port: 0 })
  }
  return running
}

async function stopCloud(cloud: Cloud, dataDir: string): Promise<void> {
  await cloud.stop()
  rmSync(join(dataDir, 'pid'), { force: true })
  process.exit(0)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
