import { openBrandCloud } from '../brand-cloud'
import { BUDGETS, countDatabaseCalls } from './database-calls'
import { READ_ONLY } from '../new-action/read-only'

test('F1: every user action costs exactly its number of database calls', async () => {
  // One process per function, so that each measured call finds a warm instance.
  const brand = await openBrandCloud({ poolSize: 1 })
  const costs = await countDatabaseCalls(brand)
  const told = (calls: 'calls' | 'cost') =>
    costs.map((each) => `${each.title}: ${each[calls]} database calls`)
  expect(told('cost')).toEqual(told('calls'))
  await brand.close()
})

test('F1: no use of an action costs more than 11 calls, except leaving, a phone of two members and giving up a payment', () => {
  const dear = BUDGETS.filter(({ calls }) => calls > 11).map(({ title }) => title)
  expect(dear).toEqual(['join, a phone of another member', 'cancel an open payment', 'leave'])
})

const READS = ['database.getDocument', 'database.calculateDocument', 'database.aggregateDocuments']

test('no user action walks a whole collection: every read names the index it used', async () => {
  const brand = await openBrandCloud({ poolSize: 1 })
  const indexes = new Set<string | undefined>()
  const wrote = new Set<string>()
  const invoke = brand.cloud.invoke.bind(brand.cloud)
  brand.cloud.invoke = async (...call) => {
    const result = await invoke(...call)
    const reads = result.requests.filter((request) => READS.includes(request.action))
    for (const { index } of reads) indexes.add(index)
    const action = (call[1] as { action?: string }).action ?? ''
    if (reads.length < result.databaseCalls) wrote.add(action)
    return result
  }
  await countDatabaseCalls(brand)
  expect([...indexes]).toEqual(
    expect.arrayContaining(['_id_', 'account_seq', 'account_end', 'brand_numbers', 'guide_day']),
  )
  expect(indexes).not.toContain(undefined)
  // Actions that the crash matrix skips because they only read must really only read.
  expect(READ_ONLY.filter((name) => wrote.has(name))).toEqual([])
  await brand.close()
})
