import { listClaims, submitClaim } from '../../../contracts/claim/claim'
import { openHome } from '../../../contracts/member/home'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../../testing/scenes/import-orders'

// A thousand guesses are a thousand calls.
jest.setTimeout(180_000)

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  expect(await askProofs()).toContain('已发布')
})
afterAll(() => brand.close())

async function askProofs() {
  const { claim } = await brand.program()
  return brand.edit('programs', 'shanyu', { claim: { ...claim, proof: 'phone', lockAfter: 6 } })
}

interface Proof {
  phoneTail?: string
  paidFen?: number
  paidOn?: string
  paidTime?: string
}

const BOTH = { phoneTail: '0027', paidOn: '2026-11-10' }
const ask = (who: Asker, orderNo: string, proof?: Proof) =>
  who.ask(submitClaim, { requestId: requestId(), orderNo, ...(proof ? { proof } : {}) })

async function imported(orderNo: string, paid = '66.00') {
  await importFile(brand, `${orderNo}.csv`, tmallExport([{ orderNo, paid }]))
  return orderNo
}

/** The answer without the number and the times, which differ from one asker to another. */
function neutral(reply: Awaited<ReturnType<typeof ask>>) {
  if (!('ok' in reply)) return reply
  const { claim, ...rest } = reply.ok
  return { ...rest, claim: { ...claim, orderNo: '', claimedAt: 0, waitsUntil: 0 } }
}

test('O4: a number that is unknown and one that is not shown to be mine look the same', async () => {
  const known = await imported('1930679858170648001')
  const taken = await imported('1930679858170648002')
  const owner = await brand.member('owner-of-two')
  expect(await ask(owner, taken, BOTH)).toMatchObject({
    ok: { claim: { state: 'credited', points: 66 } },
  })
  const held = '1930679858170648003'
  await ask(owner, held)
  const guesser = await brand.member('guesser')
  const unknown = neutral(await ask(guesser, '1930679858170648999'))
  expect(unknown).toMatchObject({
    claim: { state: 'waiting', reason: 'notImported', points: 0 },
  })
  for (const orderNo of [known, taken, held]) {
    expect(neutral(await ask(guesser, orderNo))).toEqual(unknown)
  }
  const wrong = { phoneTail: '9999' }
  for (const orderNo of [known, '1930679858170648999']) {
    expect(neutral(await ask(guesser, orderNo, wrong))).toEqual(unknown)
  }
  const { claims } = await guesser.get(listClaims, {})
  expect(new Set(claims.map(({ state, reason }) => `${state} ${reason}`)).size).toBe(1)
  expect((await guesser.get(openHome, {})).card?.balance).toBe(0)
})

test.each<[string, string, Proof]>([
  ['the phone and the day', '1930679858170648011', { phoneTail: '0027', paidOn: '2026-11-10' }],
  ['the amount and the day', '1930679858170648012', { paidFen: 6600, paidOn: '2026-11-10' }],
  ['the amount and the minute', '1930679858170648013', { paidFen: 6600, paidTime: '09:01' }],
])(
  'O4: %s are proof enough, even after the order was claimed without',
  async (_, orderNo, proof) => {
    await imported(orderNo)
    const lin = await brand.member(`lin${orderNo.slice(-3)}`)
    expect(await ask(lin, orderNo)).toMatchObject({ ok: { claim: { state: 'waiting' } } })
    expect(await ask(lin, orderNo, proof)).toMatchObject({
      ok: { claim: { state: 'credited', points: 66 }, balance: 66 },
    })
    const { claims } = await lin.get(listClaims, {})
    expect(claims.map(({ state }) => state)).toEqual(['credited'])
  },
)

test('O4: one correct fact beside a wrong one proves nothing', async () => {
  const orderNo = await imported('1930679858170648021')
  const lin = await brand.member('half-right')
  expect(await ask(lin, orderNo, { phoneTail: '0027', paidFen: 1 })).toMatchObject({
    ok: { claim: { state: 'waiting' } },
  })
})

test('O4: a proof that was given before the import settles the claim with the import', async () => {
  const orderNo = '1930679858170648031'
  const [wrong, right] = [await brand.member('too-early'), await brand.member('early-and-right')]
  await ask(wrong, orderNo)
  await ask(right, orderNo, BOTH)
  await imported(orderNo)
  expect((await right.get(openHome, {})).card?.balance).toBe(66)
  expect((await wrong.get(openHome, {})).card?.balance).toBe(0)
  expect((await wrong.get(listClaims, {})).claims[0]).toMatchObject({ state: 'waiting' })
})

test('O4: of eight members who claim one order at the same time, the one with the proof gets it', async () => {
  const orderNo = await imported('1930679858170648041')
  const members = await Promise.all(Array.from({ length: 8 }, (_, i) => brand.member(`all${i}`)))
  const replies = await Promise.all(
    members.map((each, i) => ask(each, orderNo, { ...BOTH, phoneTail: i === 5 ? '0027' : '1111' })),
  )
  const credited = replies.flatMap((reply, i) =>
    'ok' in reply && reply.ok.claim.state === 'credited' ? [i] : [],
  )
  expect(credited).toEqual([5])
  expect(replies.every((reply) => 'ok' in reply)).toBe(true)
})

test('O4, O8: a thousand guesses reveal nothing, are locked for a day, and alert staff', async () => {
  const orderNo = await imported('1930679858170648500')
  const guesser = await brand.member('thousand')
  const answers = new Map<string, number>()
  let first = 0
  for (let i = 0; i < 1000; i++) {
    const guess = String(1930679858170648000n + BigInt(i))
    const reply = await ask(guesser, guess, i % 2 ? { phoneTail: '4321' } : undefined)
    if ('refused' in reply && first === 0) first = i
    const told = 'refused' in reply ? reply.refused : JSON.stringify(neutral(reply))
    answers.set(told, (answers.get(told) ?? 0) + 1)
  }
  expect(first).toBe(6)
  expect([...answers.values()]).toEqual([6, 994])
  expect(await ask(guesser, orderNo, BOTH)).toMatchObject({
    refused: 'CLAIM_LOCKED',
  })
  expect((await guesser.get(openHome, {})).card?.balance).toBe(0)
  const alerts = (await brand.cloud.database.all('alerts')) as { _id: string; state: string }[]
  const own = alerts.filter(({ _id }) => _id.startsWith(`shanyu:${guesser.memberId}:`))
  expect(own.map(({ _id }) => _id.split(':')[2]).sort()).toEqual([
    ...['claim-guessing', 'claim-sequence'],
  ])
  brand.cloud.clock.advance(DAY_MS + 1000)
  expect(await ask(guesser, orderNo, BOTH)).toMatchObject({
    ok: { claim: { state: 'credited' } },
  })
})

test('O4: the same request sent again does not count as another try', async () => {
  const lin = await brand.member('sends-twice')
  const input = { requestId: requestId(), orderNo: '1930679858170648071', proof: { paidFen: 1 } }
  const told = await lin.ask(submitClaim, input)
  for (let i = 0; i < 20; i++) expect(await lin.ask(submitClaim, input)).toEqual(told)
})
