import { openHome } from '../../contracts/home'
import { join, openJoin } from '../../contracts/join'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  type BrandCloud,
} from '../../../localcloud/testing/brand-cloud'

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
  const program = await brand.cloud.database.get('programs', 'shanyu')
  const consent = { ...(program?.consent as object), version: '2026-12-01' }
  await brand.edit('programs', 'shanyu', { consent })
  expect((await lin.get(openHome, {})).card?.consentOutdated).toBe(true)
  await lin.get(join, form({ consentVersion: '2026-12-01' }))
  expect((await lin.get(openHome, {})).card?.consentOutdated).toBe(false)
  await brand.edit('programs', 'shanyu', { consent: program?.consent })
})

test('I1: joining twice at once makes one member', async () => {
  const lin = brand.person('twice')
  const answers = await Promise.all(Array.from({ length: 10 }, () => lin.get(join, form())))
  expect(new Set(answers.map((answer) => answer.memberId)).size).toBe(1)
  expect(answers.filter((answer) => !answer.found)).toHaveLength(1)
})

test('I1: one phone is one member, from whichever WeChat, also at the same time', async () => {
  const people = ['a', 'b', 'c', 'd'].map((name) => brand.person(`phone-${name}`))
  const answers = await Promise.all(
    people.map((each, i) => each.get(join, form({ phoneCode: `phone-13811112222-${i}` }))),
  )
  expect(new Set(answers.map((answer) => answer.memberId)).size).toBe(1)
})

test('P3: the phone is masked on the card and nowhere in clear in the database', async () => {
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

test('a wrong phone code is refused and nobody has joined', async () => {
  const lin = brand.person('wrong-code')
  expect(await lin.ask(join, form({ phoneCode: 'nonsense' }))).toEqual({
    refused: 'PHONE_CODE_INVALID',
  })
  expect((await lin.get(openHome, {})).card).toBeNull()
})

test('a member who joined without a phone adds it later, a phone of another member is refused', async () => {
  const [lin, xu] = [brand.person('later'), brand.person('taken')]
  const { memberId } = await lin.get(join, form())
  expect(await lin.get(join, form({ phoneCode: 'phone-13877776666' }))).toMatchObject({ memberId })
  expect((await lin.get(openHome, {})).card?.phoneMasked).toBe('138******66')
  await xu.get(join, form())
  expect(await xu.ask(join, form({ phoneCode: 'phone-13877776666-2' }))).toEqual({
    refused: 'PHONE_TAKEN',
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

test('I5: the first source is stored and stays', async () => {
  const lin = brand.person('source')
  const { memberId } = await lin.get(join, form({ source: 'shop-hubin' }))
  await lin.get(join, form({ source: 'poster-1' }))
  expect(await brand.cloud.database.get('members', memberId)).toMatchObject({
    source: 'shop-hubin',
  })
})
