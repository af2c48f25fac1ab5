import { openBrandCloud } from './brand-cloud'
import { countDatabaseCalls } from './database-calls'

async function main(): Promise<void> {
  // One process per function, so that each measured call finds a warm instance.
  const brand = await openBrandCloud({ poolSize: 1 })
  process.stdout.write(JSON.stringify(await countDatabaseCalls(brand)))
  await brand.close()
}

main().catch((error: unknown) => {
  process.stderr.write(String(error))
  process.exit(1)
})
