import { listClaims, submitClaim } from '../../../contracts/claim/claim'
import { openClaimQueue } from '../../../contracts/claim/claim-review'
import { openHome } from '../../../contracts/member/home'
import { join } from '../../../contracts/member/join'
import { listNotices } from '../../../contracts/message/notice'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../../testing/scenes/import-orders'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

/** A person whose phone WeChat has verified. */
async function withPhone(name: string, phone: string) {
  const who = brand.person(name)
  const { memberId } = await who.get(join, {
    requestId: requestId(),
    consentVersion: consentVersion(),
    nickname: name,
    phoneCode: `phone-${phone}-${name}`,
  })
  return { ...who, memberId }
}

async function setClaim(change: object) {
  const { claim } = await brand.program()
  return brand.edit('programs', 'shanyu', { claim: { ...claim, ...change } })
}

const claim = (who: Asker, orderNo: string) =>
  who.ask(submitClaim, { requestId: requestId(), orderNo })
const file = (orderNo: string, phone = "'13800000427") =>
  importFile(brand, `${orderNo}.csv`, tmallExport([{ orderNo, paid: '66.00', phone }]))
const cardOf = async (who: Asker) => (await who.get(openHome, {})).card
const titles = async (who: Asker) =>
  (await who.get(listNotices, {})).notices.map(({ title }) => title)

describe('if the number is enough', () => {
  beforeAll(() => setClaim({ proof: 'never', postDays: 30 }))

  test('O13: twenty numbers held before their import go to the buyer whose phone is on them', async () => {
    const numbers = Array.from({ length: 20 }, (_, i) => `19306798581706701${10 + i}`)
    const squatter = await withPhone('squats', '13900000666')
    const buyer = await withPhone('buys', '13800000427')
    for (const orderNo of numbers) await claim(squatter, orderNo)
    for (const orderNo of numbers) {
      expect(await claim(buyer, orderNo)).toMatchObject({ ok: { claim: { state: 'waiting' } } })
    }
    const rows = numbers.map((orderNo) => ({ orderNo, paid: '10.00', phone: "'13800000427" }))
    await importFile(brand, 'squat.csv', tmallExport(rows))
    expect(await cardOf(buyer)).toMatchObject({ pending: 200 })
    expect(await cardOf(squatter)).toMatchObject({ pending: 0 })
  })

  test('O13: a claim without proof moves to the buyer while its points are pending, and both are told', async () => {
    const orderNo = '1930679858170670201'
    const stranger = await withPhone('first-typed', '13900000667')
    const buyer = await withPhone('second-buys', '13800000428')
    await file(orderNo, "'13800000428")
    expect(await claim(stranger, orderNo)).toMatchObject({ ok: { claim: { state: 'pending' } } })
    const asked = { requestId: requestId(), orderNo }
    const told = await buyer.ask(submitClaim, asked)
    expect(told).toMatchObject({ ok: { claim: { state: 'pending', points: 66 } } })
    expect(await buyer.ask(submitClaim, asked)).toEqual(told)
    expect([(await cardOf(stranger))?.pending, (await cardOf(buyer))?.pending]).toEqual([0, 66])
    expect(await titles(stranger)).toEqual(['认领改归下单的会员'])
    const { claims } = await stranger.get(listClaims, {})
    expect(claims).toMatchObject([{ state: 'closed', reason: 'moved', points: 0 }])
    const again = await claim(stranger, orderNo)
    expect(again).toMatchObject({ refused: 'ALREADY_CLAIMED' })
  })

  test('O13: of twenty strangers and a buyer at the same time, the buyer ends with the order', async () => {
    const orderNo = '1930679858170670211'
    await file(orderNo, "'13800000429")
    const buyer = await withPhone('buys-in-a-crowd', '13800000429')
    const crowd = await Promise.all(Array.from({ length: 20 }, (_, i) => brand.member(`crowd${i}`)))
    await Promise.all([...crowd, buyer].map((each) => claim(each, orderNo)))
    expect(await cardOf(buyer)).toMatchObject({ pending: 66 })
    for (const each of crowd) expect(await cardOf(each)).toMatchObject({ balance: 0, pending: 0 })
  })

  test('O13: after the points have posted staff decide, and see why', async () => {
    await setClaim({ postDays: 0 })
    const orderNo = '1930679858170670221'
    const stranger = await withPhone('posted-first', '13900000668')
    const buyer = await withPhone('posted-buyer', '13800000430')
    await file(orderNo, "'13800000430")
    await claim(stranger, orderNo)
    expect(await claim(buyer, orderNo)).toMatchObject({
      refused: 'ALREADY_CLAIMED',
      detail: { withStaff: true },
    })
    const { claims, alarms } = await brand.console.get(openClaimQueue, { operator: '店长' })
    expect(claims).toMatchObject([{ why: 'taken', memberId: buyer.memberId }])
    expect(alarms.map(({ sentence }) => sentence)).toContainEqual(
      expect.stringContaining('下单手机号'),
    )
    await setClaim({ postDays: 30 })
  })

  test('O13: a refusal shows no digit of another member’s phone', async () => {
    const orderNo = '1930679858170670231'
    await file(orderNo, '')
    await claim(await withPhone('has-digits', '13900000669'), orderNo)
    const refused = await claim(await brand.member('reads-digits'), orderNo)
    expect(refused).toMatchObject({ refused: 'ALREADY_CLAIMED' })
    expect(JSON.stringify(refused)).not.toContain('69')
  })

  test('O13: the check of the programme warns that anybody who knows a number can claim it', async () => {
    expect(await setClaim({ proof: 'never' })).toMatch(/已发布.*知道编号就能认领/)
    expect(await setClaim({ proof: 'always' })).not.toMatch(/知道编号/)
  })
})

describe('in a programme without a setting for proofs', () => {
  beforeAll(async () => {
    const { claim } = await brand.program()
    const said = Object.entries(claim).filter(([key]) => key !== 'proof')
    await brand.edit('programs', 'shanyu', {
      claim: { ...Object.fromEntries(said), postDays: 0 },
    })
  })

  test('O13: the number alone brings its points to nobody but the buyer', async () => {
    const [own, hidden] = ['1930679858170670301', '1930679858170670302']
    await file(own, "'13800000431")
    await file(hidden, '')
    const stranger = await brand.member('knows-numbers')
    for (const orderNo of [own, hidden]) {
      expect(await claim(stranger, orderNo)).toMatchObject({
        ok: { claim: { state: 'waiting', reason: 'notImported', points: 0 } },
      })
    }
    const buyer = await withPhone('own-phone', '13800000431')
    expect(await claim(buyer, own)).toMatchObject({ ok: { claim: { state: 'credited' } } })
    const proof = { paidFen: 6600, paidOn: '2026-11-10' }
    expect(
      await stranger.ask(submitClaim, { requestId: requestId(), orderNo: hidden, proof }),
    ).toMatchObject({ ok: { claim: { state: 'credited', points: 66 } } })
  })

  const asks: [string, object][] = [
    ['without a proof', {}],
    ['with a wrong proof', { proof: { paidFen: 1, paidOn: '2026-11-10' } }],
    ['where the shape is ambiguous', { first: '4' }],
  ]
  test.each(asks)(
    'O13: an unknown number and somebody else’s cost the same calls, %s',
    async (title, { first = '1', proof }: { first?: string; proof?: object }) => {
      const at = asks.findIndex(([each]) => each === title)
      const number = (last: number) => `${first}93067985817067${at}4${10 + last}`
      const [free, taken, held, unknown] = [1, 2, 3, 4].map(number) as [
        string,
        string,
        string,
        string,
      ]
      await file(free)
      await file(taken, "'13800000440")
      await claim(await withPhone(`takes-${at}`, '13800000440'), taken)
      await brand.member(`holds-${at}`).then((each) => claim(each, held))
      const costs = []
      for (const orderNo of [unknown, free, taken, held]) {
        const asker = await brand.member(`asks-${at}${orderNo.slice(-2)}`)
        await asker.get(openHome, {})
        const reply = await asker.ask(submitClaim, {
          requestId: requestId(),
          orderNo,
          ...(proof ? { proof } : {}),
        })
        const shape = JSON.stringify(reply)
          .replaceAll(orderNo, '')
          .replace(/\d{13}/g, '')
        costs.push(`${asker.lastCalls()} ${shape}`)
      }
      expect(new Set(costs).size).toBe(1)
    },
  )
})

describe('what counts as a proof', () => {
  beforeAll(() => setClaim({ proof: 'always', postDays: 0 }))

  test.each<[string, object]>([
    ['only the day', { paidOn: '2026-11-10' }],
    ['only the amount', { paidFen: 6600 }],
    ['only the phone', { phoneTail: '0427' }],
    ['one right and one wrong', { paidFen: 6600, paidOn: '2026-11-11' }],
  ])('O4: %s proves nothing', async (title, proof) => {
    const orderNo = `19306798581706705${10 + title.length}`
    await file(orderNo)
    const who = await brand.member(`says-${title.length}`)
    expect(await who.ask(submitClaim, { requestId: requestId(), orderNo, proof })).toMatchObject({
      ok: { claim: { state: 'waiting' } },
    })
  })

  test('O4: all members together have a limited number of guesses for one order', async () => {
    const orderNo = '1930679858170670601'
    await file(orderNo, "'13800000441")
    const say = (name: string, paidFen: number) =>
      brand.member(name).then((who) =>
        who.ask(submitClaim, {
          requestId: requestId(),
          orderNo,
          proof: { paidFen, paidOn: '2026-11-10' },
        }),
      )
    for (let i = 0; i < 8; i++) await say(`tries-${i}`, 100 + i)
    expect(await say('tries-right', 6600)).toMatchObject({ ok: { claim: { state: 'waiting' } } })
    const buyer = await withPhone('still-the-buyer', '13800000441')
    expect(await claim(buyer, orderNo)).toMatchObject({ ok: { claim: { state: 'credited' } } })
  })

  test('O4: a new phone for each guess gives no further guesses', async () => {
    const orderNo = '1930679858170670631'
    await file(orderNo)
    const say = async (i: number, paidFen: number) => {
      const who = await brand.member(`phones-${i}`)
      const proof = { paidFen, paidOn: '2026-11-10' }
      const deviceId = `a-new-phone-for-guess-${i}`
      return who.ask(submitClaim, { requestId: requestId(), orderNo, proof, deviceId })
    }
    for (let i = 0; i < 8; i++) await say(i, 100 + i)
    expect(await say(8, 6600)).toMatchObject({ ok: { claim: { state: 'waiting' } } })
  })

  test('O4: the eighth proof is still checked, whoever sends it', async () => {
    const orderNo = '1930679858170670621'
    await file(orderNo)
    const replies = []
    for (let i = 0; i < 8; i++) {
      const who = await brand.member(`eighth-${i}`)
      const proof = { paidFen: 6593 + i, paidOn: '2026-11-10' }
      replies.push(await who.ask(submitClaim, { requestId: requestId(), orderNo, proof }))
    }
    expect(replies.at(-2)).toMatchObject({ ok: { claim: { state: 'waiting' } } })
    expect(replies.at(-1)).toMatchObject({ ok: { claim: { state: 'credited' } } })
  })

  test('O4: guesses that wait for the import are limited, too', async () => {
    const orderNo = '1930679858170670611'
    for (let i = 0; i < 12; i++) {
      const who = await brand.member(`early-${i}`)
      // The twelfth guess is right.
      const proof = { paidFen: 6589 + i, paidOn: '2026-11-10' }
      await who.ask(submitClaim, { requestId: requestId(), orderNo, proof })
    }
    await file(orderNo)
    const order = await brand.cloud.database.get('orders', `shanyu:tmall:${orderNo}`)
    expect(order?.claim).toBeNull()
  })
})
