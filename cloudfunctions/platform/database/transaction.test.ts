import { checkIn } from '../../contracts/check-in/check-in'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

test('L7: what fails in the middle of a transaction leaves no lock behind: the next try goes through', async () => {
  let unanswered = 0
  for (let request = 1; request <= 5; request++) {
    const lin = await brand.member(`lin-${request}`)
    const input = { requestId: requestId() }
    brand.cloud.faults.set([{ action: checkIn.name, request, fault: 'timeout', waitMs: 5 }])
    const reply = await lin.ask(checkIn, input)
    if (!('ok' in reply)) unanswered++
    brand.cloud.faults.clear()
    expect([request, await lin.ask(checkIn, input)]).toMatchObject([
      request,
      { ok: { balance: 5 } },
    ])
  }
  expect(unanswered).toBe(5)
})
