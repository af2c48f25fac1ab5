import { checkIn } from '../../contracts/check-in/check-in'
import { enrolGuide } from '../../contracts/guide/guide'
import { openHome } from '../../contracts/member/home'
import { join, openJoin } from '../../contracts/member/join'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'

import { insist } from '../../../testing/scenes/insist'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const form = (extra: object = {}) => ({
  requestId: requestId(),
  consentVersion: consentVersion(),
  ...extra,
})

/** On a busy machine a join may have to be sent again, as the phone does. */
async function joined(who: Asker, extra: object = {}) {
  const reply = await insist(who, join, form(extra))
  if ('ok' in reply) return reply.ok
  throw new Error(JSON.stringify(reply))
}

test('P1: the text is read with its version, which is stored; a new text asks again', async () => {
  const lin = brand.person('lin')
  const page = await lin.get(openJoin, {})
  expect(page.consent.version).toBe(consentVersion())
  expect(await lin.ask(join, form({ consentVersion: 'old' }))).toEqual({
    refused: 'CONSENT_OUTDATED',
  })
  await lin.get(join, form({ nickname: '林小满' }))
  expect((await lin.get(openHome, {})).card).toMatchObject({
    nickname: '林小满',
    consentOutdated: false,
  })
  const program = await brand.program()
  const consent = { ...(program?.consent as object), version: '2026-12-01' }
  await brand.edit('programs', 'shanyu', { consent })
  expect((await lin.get(openHome, {})).card?.consentOutdated).toBe(true)
  await lin.get(join, form({ consentVersion: '2026-12-01' }))
  expect((await lin.get(openHome, {})).card?.consentOutdated).toBe(false)
  await brand.edit('programs', 'shanyu', { consent: program?.consent })
})

test('joining under the name of the brand is refused, with what to change', async () => {
  const lin = brand.person('named-like')
  const reply = await lin.ask(join, form({ nickname: '山屿-烘焙 小林' }))
  expect(reply).toMatchObject({ refused: 'INPUT_INVALID', detail: { field: 'nickname' } })
  const reason = 'refused' in reply ? reply.detail?.reason : ''
  expect(reason).toMatch(/^昵称里不能有“山屿烘焙”.*请换一个$/)
  expect((await lin.get(openHome, {})).card).toBeNull()
  await joined(lin, { nickname: '山屿小林' })
})

test('I1: joining twice at the same time makes one member', async () => {
  const lin = brand.person('twice')
  const answers = await Promise.all(Array.from({ length: 10 }, () => lin.get(join, form())))
  expect(new Set(answers.map((answer) => answer.memberId)).size).toBe(1)
  expect(answers.filter((answer) => !answer.found)).toHaveLength(1)
})

test('I10: of WeChats that join with one phone at the same time one gets it, and each is a member', async () => {
  const people = ['a', 'b', 'c', 'd'].map((name) => brand.person(`phone-${name}`))
  const answers = await Promise.all(
    people.map((each, i) => each.get(join, form({ phoneCode: `phone-13811112222-${i}` }))),
  )
  expect(new Set(answers.map((answer) => answer.memberId)).size).toBe(4)
  const cards = await Promise.all(people.map((each) => each.get(openHome, {})))
  expect(cards.filter(({ card }) => card?.phoneMasked === '138******22')).toHaveLength(1)
})

test('P3: the phone is masked on the card, and nowhere in the database in plain text', async () => {
  const lin = brand.person('masked')
  await lin.get(join, form({ phoneCode: 'phone-13899998888' }))
  expect((await lin.get(openHome, {})).card?.phoneMasked).toBe('138******88')
  for (const collection of brand.cloud.database.collections()) {
    const all = JSON.stringify(await brand.cloud.database.all(collection))
    expect(all).not.toContain('13899998888')
    expect(all).not.toContain('wx-masked')
  }
  const lines = brand.cloud.logs.list().flatMap((line) => line.lines)
  expect(JSON.stringify(lines)).not.toContain('13899998888')
})

test('a wrong phone code is refused and makes no member', async () => {
  const lin = brand.person('wrong-code')
  expect(await lin.ask(join, form({ phoneCode: 'nonsense' }))).toEqual({
    refused: 'PHONE_CODE_INVALID',
  })
  expect((await lin.get(openHome, {})).card).toBeNull()
})

test('a member who joined without a phone can add it later', async () => {
  const lin = brand.person('later')
  const { memberId } = await lin.get(join, form())
  expect(await lin.get(join, form({ phoneCode: 'phone-13877776666' }))).toMatchObject({ memberId })
  expect((await lin.get(openHome, {})).card?.phoneMasked).toBe('138******66')
})

test('L3: a request that joined is refused with another input', async () => {
  const lin = brand.person('other-input')
  const input = form({ nickname: '小林' })
  await lin.get(join, input)
  expect(await lin.ask(join, { ...input, nickname: '小徐' })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
})

test('L3: the same joining sent again gets its first answer', async () => {
  const lin = brand.person('again')
  const input = form()
  const first = await lin.get(join, input)
  expect(first.found).toBe(false)
  expect(await lin.get(join, input)).toEqual(first)
  expect(await lin.get(join, form())).toEqual({ ...first, found: true })
})

test('I10: fifty joins of one phone at the same time, from two WeChat ids, make two members', async () => {
  const [lin, other] = [brand.person('fifty-a'), brand.person('fifty-b')]
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      joined(i % 2 ? lin : other, { phoneCode: `phone-13833334444-${i}` }),
    ),
  )
  const members = [...new Set(answers.map(({ memberId }) => memberId))]
  expect(members).toHaveLength(2)
  const found = members.map((memberId) => brand.cloud.database.find('identities', { memberId }))
  const links = (await Promise.all(found)).flat()
  expect(links.map(({ _id }) => String(_id).split(':')[0]).sort()).toEqual([
    ...['phone', 'wechat', 'wechat'],
  ])
})

test('I1: openid, union id and phone lead to one member, from every app of the owner', async () => {
  const app = brand.person('union-a', 'person-1')
  const { memberId } = await app.get(join, form({ phoneCode: 'phone-13822223333' }))
  // Another app of the same owner: a new openid, but recognized before any question is asked.
  const account = brand.person('union-b', 'person-1')
  expect((await account.get(openHome, {})).card?.phoneMasked).toBe('138******33')
  await account.get(checkIn, { requestId: requestId() })
  expect(await account.get(join, form())).toMatchObject({ memberId, found: true })
  // By now that openid is known even without the union id.
  expect((await brand.person('union-b').get(openHome, {})).card).not.toBeNull()
  const links = await brand.cloud.database.find('identities', { memberId })
  expect(links.map(({ _id }) => String(_id).split(':')[0]).sort()).toEqual([
    ...['phone', 'union', 'wechat', 'wechat'],
  ])
})

test('I1: a member who joined before the app had union ids is found by one as soon as WeChat gives it', async () => {
  const { memberId } = await brand.person('early').get(join, form())
  const people = Array.from({ length: 20 }, () => brand.person('early', 'person-early'))
  // Another process keeps what it has read for a minute.
  brand.cloud.clock.advance(61_000)
  for (const home of await Promise.all(people.map((each) => each.get(openHome, {})))) {
    expect(home.card).not.toBeNull()
  }
  const links = await brand.cloud.database.find('identities', { memberId })
  expect(links).toHaveLength(2)
  expect(await brand.person('late', 'person-early').get(join, form())).toMatchObject({
    memberId,
    found: true,
  })
})

test('I1: fifty first joins at the same time from ten apps of one owner make one member', async () => {
  const people = Array.from({ length: 10 }, (_, i) => brand.person(`apps-${i}`, 'person-2'))
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => joined(people[i % 10] ?? brand.console)),
  )
  expect(new Set(answers.map(({ memberId }) => memberId)).size).toBe(1)
})

test('I10: a shared phone does not merge two members; only the number moves', async () => {
  const xu = brand.person('merge-xu', 'person-3')
  await xu.get(join, form({ phoneCode: 'phone-13844445555' }))
  const fang = brand.person('merge-fang', 'person-4')
  await fang.get(join, form())
  const ids = (links: Record<string, unknown>[]) => links.map(({ _id }) => _id)
  const before = await brand.cloud.database.all('identities')
  await fang.get(join, form({ phoneCode: 'phone-13844445555-2' }))
  const after = await brand.cloud.database.all('identities')
  expect(ids(after)).toEqual(ids(before))
  const moved = after.filter((link, i) => link.memberId !== before[i]?.memberId)
  expect(moved.map(({ _id }) => String(_id).split(':')[0])).toEqual(['phone'])
})

async function sourceOf(memberId: string) {
  return (await brand.cloud.database.get('members', memberId))?.source
}

test('I5: shop, guide, parcel, till and poster are distinguished, and the first one stays', async () => {
  const { memberId: guideId } = await brand.member('source-guide')
  const roster = { memberId: guideId, name: '沈清', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...roster })
  const codes: [string, object | null][] = [
    ['shop.hubin', { kind: 'shop', code: 'hubin' }],
    [`guide.${guideId}`, { kind: 'guide', code: guideId }],
    ['parcel.a11-7', { kind: 'parcel', code: 'a11-7' }],
    ['pos.wulin', { kind: 'pos', code: 'wulin' }],
    ['poster.autumn', { kind: 'poster', code: 'autumn' }],
    ['p.7K3D9Q2M4T6W8X', { kind: 'parcel', code: 'print-code' }],
    ['', null],
  ]
  for (const [i, [source, kept]] of codes.entries()) {
    const lin = brand.person(`source-${i}`)
    const { memberId } = await lin.get(join, form({ source }))
    expect(await sourceOf(memberId)).toEqual(kept)
    await lin.get(join, form({ source: 'poster.later', phoneCode: `phone-1370000000${i}` }))
    expect(await sourceOf(memberId)).toEqual(kept)
  }
})

test('I5: an unknown, foreign or odd code does not stop a join and is kept as unknown', async () => {
  const codes = [
    'shop.gone',
    'guide.nobody',
    '优惠',
    'shop.',
    'SHOP.hubin',
    'x'.repeat(60),
    'a=1&b',
  ]
  for (const [i, source] of codes.entries()) {
    const lin = brand.person(`odd-source-${i}`)
    const { memberId } = await lin.get(join, form({ source }))
    expect(await sourceOf(memberId)).toEqual({ kind: 'unknown', code: source.slice(0, 32) })
  }
})

test('I5: of fifty joins at the same time through different codes one wins, and it stays', async () => {
  const lin = brand.person('many-sources')
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => joined(lin, { source: `poster.wall-${i}` })),
  )
  const [{ memberId } = { memberId: '' }] = answers
  const won = await sourceOf(memberId)
  expect(won).toMatchObject({ kind: 'poster' })
  await lin.get(join, form({ source: 'shop.hubin' }))
  expect(await sourceOf(memberId)).toEqual(won)
})
