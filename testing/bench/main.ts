import { openBrandCloud } from '../brand-cloud'
import { countDatabaseCalls } from './database-calls'
import { benchExpiry } from './expiry'
import { benchHistory, benchMembers } from './latency'
import { line, type Line } from './line'
import { benchParallel } from './parallel'
import { benchTiers } from './tiers'

const BENCHES: Record<string, () => Promise<Line[]>> = {
  calls: benchCalls,
  members: benchMembers,
  history: benchHistory,
  parallel: benchParallel,
  expiry: benchExpiry,
  tiers: benchTiers,
}

/** Runs the bench that the first argument names, and prints its lines as JSON. */
async function main(): Promise<void> {
  const bench = BENCHES[process.argv[2] ?? '']
  if (!bench) throw new Error(`there is no bench called ${process.argv[2]}`)
  process.stdout.write(JSON.stringify(await bench()))
}

/** Database calls on a warm instance, counted by the embedded cloud at the wire. */
async function benchCalls(): Promise<Line[]> {
  // One process per function, so that each measured call finds a warm instance.
  const brand = await openBrandCloud({ poolSize: 1, isolation: 'process' })
  const costs = await countDatabaseCalls(brand)
  await brand.close()
  return costs.map(({ title, cost, calls }) => line(title, cost, { limit: calls }))
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof Error ? `${error.stack}\n` : String(error))
  process.exit(1)
})
