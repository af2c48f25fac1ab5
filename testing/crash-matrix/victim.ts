import { startCloud } from '../../localcloud/cloud'
import { FUNCTION_ENV } from '../function-env'

/** A cloud in a process of its own, made to be killed. Prints its address once it answers. */
async function main(): Promise<void> {
  const cloud = await startCloud({
    dataDir: process.argv[2] ?? '',
    functionsDir: 'dist/cloudfunctions',
    collectionsFile: 'cloudfunctions/collections.json',
    durability: 'fsync',
    runnerPath: 'localcloud/functions/runner.cjs',
    functionEnv: FUNCTION_ENV,
  })
  process.stdout.write(`${cloud.url}\n`)
}

void main()
