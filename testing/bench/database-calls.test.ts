import { openBrandCloud } from '../brand-cloud'
import { countDatabaseCalls } from './database-calls'

test('F1: every user action stays within its number of database calls', async () => {
  // One process per function, so that each measured call finds a warm instance.
  const brand = await openBrandCloud({ poolSize: 1 })
  const costs = await countDatabaseCalls(brand)
  expect(costs.length).toBeGreaterThan(12)
  for (const { action, calls, budget } of costs) {
    expect({ action, calls: calls <= (budget ?? 8) ? 'within' : calls }).toEqual({
      action,
      calls: 'within',
    })
    expect(calls).toBeGreaterThan(0)
  }
  await brand.close()
})

const READS = ['database.getDocument', 'database.calculateDocument', 'database.aggregateDocuments']

test('no user action walks a whole collection: every read names the index it used', async () => {
  const brand = await openBrandCloud({ poolSize: 1 })
  const indexes = new Set<string | undefined>()
  const invoke = brand.cloud.invoke.bind(brand.cloud)
  brand.cloud.invoke = async (...call) => {
    const result = await invoke(...call)
    const reads = result.requests.filter((request) => READS.includes(request.action))
    for (const { index } of reads) indexes.add(index)
    return result
  }
  await countDatabaseCalls(brand)
  expect([...indexes]).toEqual(
    expect.arrayContaining(['_id_', 'account_seq', 'account_end', 'brand_numbers', 'guide_day']),
  )
  expect(indexes).not.toContain(undefined)
  await brand.close()
})
