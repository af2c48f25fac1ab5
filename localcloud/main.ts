#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { startCloud } from './cloud'

/** Starts the cloud on its own: `localcloud --functions <folder> --collections <file>`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: process.env.LOCALCLOUD_DATA ?? '.localcloud' },
      functions: { type: 'string', default: 'cloudfunctions' },
      collections: { type: 'string', default: 'collections.json' },
      port: { type: 'string', default: process.env.LOCALCLOUD_PORT ?? '8790' },
      durability: { type: 'string', default: 'fsync' },
      timers: { type: 'boolean', default: false },
    },
  })
  const cloud = await startCloud({
    dataDir: values.data,
    functionsDir: values.functions,
    collectionsFile: values.collections,
    port: Number(values.port),
    durability: values.durability === 'relaxed' ? 'relaxed' : 'fsync',
    timers: values.timers,
  })
  process.stdout.write(`localcloud ${cloud.url}\n`)
  const stop = () => void cloud.stop().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
