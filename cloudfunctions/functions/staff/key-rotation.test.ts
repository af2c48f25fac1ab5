import { openHome } from '../../contracts/member/home'
import { join } from '../../contracts/member/join'
import { changePhone } from '../../contracts/member/phone'
import { redeem, showPoolCode } from '../../contracts/mall/redemption'
import { rotateKeys } from '../../contracts/member/key-rotation'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { codeReward, loadLines, someCodes } from '../../../testing/scenes/code-pools'
import { richMember } from '../../../testing/scenes/rich-members'
import { FUNCTION_ENV } from '../../../testing/function-env'

const env: Record<string, string> = { ...FUNCTION_ENV }
const PHONE = '13866667777'

let brand: BrandCloud
beforeEach(async () => {
  delete env.JUSHA_ENCRYPTION_KEYS
  delete env.JUSHA_SEAL_KEYS
  brand = await openBrandCloud({ functionEnv: env })
})
afterEach(() => brand.close())

/** Changed settings take effect only in new processes. */
async function deployWith(encryptionKeys: string): Promise<void> {
  env.JUSHA_ENCRYPTION_KEYS = encryptionKeys
  await brand.cloud.snapshot('deployed')
  await brand.cloud.restore('deployed')
}

const [FIRST, SECOND] = [
  'k1:Qm7xVt2LpZ9cRw4KdY8sNh3JfB6gTa1E',
  'k2:Hu5yGk8WzXe1DqMb7vCj4RnPo2Ls9TfA',
]
const form = () => ({ requestId: requestId(), consentVersion: consentVersion() })

async function encryptedOf(memberId: string): Promise<string> {
  return String((await brand.cloud.database.get('members', memberId))?.phoneEncrypted)
}

test('P3: a phone is encrypted with the newest key, names it, and is found whichever key encrypted it', async () => {
  const lin = brand.person('lin')
  const { memberId } = await lin.get(join, { ...form(), phoneCode: `phone-${PHONE}` })
  expect(await encryptedOf(memberId)).not.toContain('.')
  await deployWith(FIRST)
  const xu = brand.person('xu')
  const other = await xu.get(join, { ...form(), phoneCode: 'phone-13866668888' })
  expect(await encryptedOf(other.memberId)).toMatch(/^k1\./)
  // The hash does not depend on the encryption key: one phone has one link, which moves.
  await brand.person('lin-2').get(join, { ...form(), phoneCode: `phone-${PHONE}-2` })
  expect((await lin.get(openHome, {})).card?.phoneMasked).toBeNull()
  await lin.get(join, { ...form(), phoneCode: `phone-${PHONE}-4` })
  // Encrypted with the old key, and still readable: the old number is freed.
  await lin.get(changePhone, { requestId: requestId(), phoneCode: 'phone-13866669999' })
  const next = await brand.person('next').get(join, { ...form(), phoneCode: `phone-${PHONE}-3` })
  expect(next.found).toBe(false)
  expect((await lin.get(openHome, {})).card?.phoneMasked).toBe('138******99')
  expect((await brand.person('next').get(openHome, {})).card?.phoneMove).toBeNull()
})

test('P3: one phone that cannot be decrypted is reported, and does not stop the others', async () => {
  await deployWith(FIRST)
  const ids: string[] = []
  for (const [i, name] of ['lin', 'xu', 'chen'].entries()) {
    const phoneCode = `phone-1386666000${i}`
    ids.push((await brand.person(name).get(join, { ...form(), phoneCode })).memberId)
  }
  const [spoiled = ''] = ids.toSorted()
  await brand.cloud.database.patch('members', spoiled, { phoneEncrypted: 'k1.half' })
  await deployWith(`${SECOND},${FIRST}`)
  expect(await page('')).toEqual({ rotated: 2, next: null })
  const alerts = await brand.cloud.database.find('alerts', { topic: 'document' })
  expect(alerts.map(({ subject }) => subject)).toEqual([`members/${spoiled}`])
})

test('P3: while the old key is missing from the settings, no phone is reported as damaged', async () => {
  await deployWith(FIRST)
  const { memberId } = await brand
    .person('lin')
    .get(join, { ...form(), phoneCode: `phone-${PHONE}` })
  await deployWith(SECOND)
  const answer = await brand.console.ask(rotateKeys, { operator: '店长', after: '' })
  expect(answer).toHaveProperty('bug', true)
  expect(await brand.cloud.database.find('alerts', { topic: 'document' })).toEqual([])
  expect(await encryptedOf(memberId)).toMatch(/^k1\./)
})

test('P3: after everything is encrypted again the old key can be removed', async () => {
  const people = []
  for (let i = 0; i < 120; i++) {
    const phoneCode = `phone-1387777${String(i).padStart(4, '0')}`
    people.push(await brand.person(`rotated-${i}`).get(join, { ...form(), phoneCode }))
  }
  await deployWith(FIRST)
  await deployWith(`${SECOND},${FIRST}`)
  const [one, two] = [await page(''), await page('')]
  expect([one.rotated, two.rotated]).toEqual([100, 0])
  const rest = await page(one.next ?? '')
  expect(rest).toEqual({ rotated: 20, next: null })
  await deployWith(SECOND)
  for (const { memberId } of people) expect(await encryptedOf(memberId)).toMatch(/^k2\./)
  const lin = brand.person('rotated-7')
  expect((await lin.get(openHome, {})).card?.phoneMasked).toBe('138******07')
  await lin.get(changePhone, { requestId: requestId(), phoneCode: 'phone-13866661111' })
  const freed = { ...form(), phoneCode: 'phone-13877770007-2' }
  await brand.person('freed').get(join, freed)
  expect((await brand.person('freed').get(openHome, {})).card?.phoneMove).toBeNull()
})

test('P3, M5: codes of pools are encrypted again, too, and can be seen after the old key was removed', async () => {
  await deployWith(FIRST)
  await codeReward(brand, 'parking', { codes: someCodes(120) })
  const lin = await richMember(brand, 'lin', 60)
  const asked = { requestId: requestId(), rewardId: 'parking', points: 60 }
  const { redemptionId } = (await lin.get(redeem, asked)).redemption
  await deployWith(`${SECOND},${FIRST}`)
  let after: string | null = ''
  let rotated = 0
  while (after !== null) {
    const done = await page(after)
    rotated += done.rotated
    after = done.next
  }
  expect(rotated).toBe(120)
  await deployWith(SECOND)
  const codes = await brand.cloud.database.all('pool_codes')
  for (const { codeEncrypted } of codes) expect(codeEncrypted).toMatch(/^k2\./)
  expect((await lin.get(showPoolCode, { redemptionId, reveal: true })).code).toMatch(/^PARK-/)
  expect(await loadLines(brand, 'parking', someCodes(1))).toMatchObject({ loaded: 0, skipped: 1 })
})

test('P3, M5: while its key is missing a code is not shown, and not counted as seen', async () => {
  await deployWith(FIRST)
  await codeReward(brand, 'parking', { codes: someCodes(1) })
  const lin = await richMember(brand, 'lin', 60)
  const asked = { requestId: requestId(), rewardId: 'parking', points: 60 }
  const { redemptionId } = (await lin.get(redeem, asked)).redemption
  await deployWith(SECOND)
  const answer = await lin.ask(showPoolCode, { redemptionId, reveal: true })
  expect(answer).toHaveProperty('bug', true)
  await deployWith(`${SECOND},${FIRST}`)
  const { redemption } = await lin.get(showPoolCode, { redemptionId, reveal: false })
  expect(redemption).toMatchObject({ state: 'placed', cancellable: true })
})

test('P3: a key rotation that is cut off continues, and leaves no phone behind', async () => {
  const people = []
  for (let i = 0; i < 5; i++) {
    const phoneCode = `phone-1387778${String(i).padStart(4, '0')}`
    people.push(await brand.person(`cut-${i}`).get(join, { ...form(), phoneCode }))
  }
  await deployWith(`${SECOND},${FIRST}`)
  brand.cloud.faults.set([{ action: rotateKeys.name, request: 8, fault: 'crashAfter' }])
  await expect(page('')).rejects.toThrow()
  brand.cloud.faults.clear()
  const texts = await Promise.all(people.map(({ memberId }) => encryptedOf(memberId)))
  const isDone = (text: string) => text.startsWith('k2.')
  const done = texts.filter(isDone).length
  expect([done > 0, done < people.length]).toEqual([true, true])
  expect(await page('')).toEqual({ rotated: people.length - done, next: null })
  for (const { memberId } of people) expect(await encryptedOf(memberId)).toMatch(/^k2\./)
})

test('P3: a phone that is stored under the older name of its field is encrypted again, too', async () => {
  const { database } = brand.cloud
  const { memberId } = await brand.person('lin').get(join, {
    ...form(),
    phoneCode: `phone-${PHONE}`,
  })
  const { phoneEncrypted, ...member } = (await database.get('members', memberId)) ?? {}
  await database.replace('members', memberId, { ...member, phoneSealed: phoneEncrypted, shape: 3 })
  await deployWith(FIRST)
  expect(await page('')).toEqual({ rotated: 1, next: null })
  expect(await encryptedOf(memberId)).toMatch(/^k1\./)
  expect(await database.get('members', memberId)).not.toHaveProperty('phoneSealed')
})

test('P3: the older name of the setting still works, and the newer one wins', async () => {
  env.JUSHA_SEAL_KEYS = FIRST
  await brand.cloud.snapshot('deployed')
  await brand.cloud.restore('deployed')
  const lin = await brand.person('lin').get(join, { ...form(), phoneCode: `phone-${PHONE}` })
  expect(await encryptedOf(lin.memberId)).toMatch(/^k1\./)
  await deployWith(`${SECOND},${FIRST}`)
  expect(await page('')).toMatchObject({ rotated: 1 })
  expect(await encryptedOf(lin.memberId)).toMatch(/^k2\./)
})

function page(after: string) {
  return brand.console.get(rotateKeys, { operator: '店长', after })
}

test('P3: a key that is too short is reported in the log, which holds no phone number', async () => {
  await deployWith('k1:short')
  const reply = await brand.person('lin').ask(join, { ...form(), phoneCode: `phone-${PHONE}` })
  expect(reply).toHaveProperty('unavailable')
  delete env.JUSHA_ENCRYPTION_KEYS
  const lines = brand.cloud.logs.list().flatMap((line) => line.lines)
  expect(JSON.stringify(lines)).toContain('JUSHA_ENCRYPTION_KEYS')
  expect(JSON.stringify(lines)).not.toContain(PHONE)
})
