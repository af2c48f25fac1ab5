import { decideApproval } from '../../contracts/staff/approval'
import { adjustPoints } from '../../contracts/books/correction'
import { enrolGuide } from '../../contracts/guide/guide'
import { leave } from '../../contracts/member/leave'
import { enrolStaff } from '../../contracts/staff/staff'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const staffEntry = (memberId: string, name: string) => ({
  operator: '店长',
  memberId,
  name,
  active: true,
  roles: ['points' as const],
})
const guideEntry = (memberId: string, name: string) => ({
  operator: '店长',
  memberId,
  name,
  number: '0318',
  shops: ['hubin'],
  active: true,
})
const gift = (memberId: string, points: number, operator = '甲') => ({
  operator,
  reason: '活动补发',
  memberId,
  points,
  requestId: requestId(),
})
const enrol = (memberId: string, name: string) =>
  brand.console.ask(enrolStaff, staffEntry(memberId, name))

test('A2: a name on a roster is one person, however it is spelled', async () => {
  const [one, two] = [await brand.member('wang-1'), await brand.member('wang-2')]
  expect(await enrol(one.memberId, '王一')).toHaveProperty('ok')
  expect(await enrol(one.memberId, '王一')).toHaveProperty('ok')
  const taken = expect.objectContaining({ refused: 'NAME_TAKEN' })
  for (const name of ['王一', ' 王 一', '王·一', '王一.', '王\u200b一', '王一\u0301']) {
    expect([name, await enrol(two.memberId, name)]).toEqual([name, taken])
    const entry = guideEntry(two.memberId, name)
    expect([name, await brand.console.ask(enrolGuide, entry)]).toEqual([name, taken])
  }
  // The same person may be on both rosters.
  await brand.console.get(enrolGuide, guideEntry(one.memberId, '王一'))
  // A person who was removed from the rosters frees the name, also for themselves as another
  // member.
  await brand.console.get(enrolGuide, { ...guideEntry(one.memberId, '王一'), active: false })
  await brand.console.get(enrolStaff, { ...staffEntry(one.memberId, '王一'), active: false })
  expect(await enrol(two.memberId, '王一')).toHaveProperty('ok')
})

test('A2: of enrolments at once under one name, on either roster, only one member gets it', async () => {
  for (const round of [1, 2, 3]) {
    const members = await Promise.all(
      ['a', 'b', 'c', 'd'].map((each) => brand.member(`twin-${round}-${each}`)),
    )
    const name = `赵${round}`
    const replies = await Promise.all(
      members.map(({ memberId }, i) =>
        i % 2 === 0
          ? enrol(memberId, name)
          : brand.console.ask(enrolGuide, guideEntry(memberId, name)),
      ),
    )
    const refused = replies.filter((each) => 'refused' in each && each.refused === 'NAME_TAKEN')
    expect(refused).toHaveLength(3)
    expect(replies.filter((each) => 'ok' in each)).toHaveLength(1)
  }
})

/** Rosters may have such entries from before names were checked. */
async function twins(name: string) {
  const [one, two] = [await brand.member(`${name}-1`), await brand.member(`${name}-2`)]
  await brand.console.get(enrolStaff, staffEntry(one.memberId, name))
  await brand.console.get(enrolStaff, staffEntry(two.memberId, `${name}2`))
  const entry = await brand.cloud.database.get('staff', `shanyu:${two.memberId}`)
  await brand.cloud.database.replace('staff', `shanyu:${two.memberId}`, { ...entry, name })
  return { one, two, asOne: brand.staff(`${name}-1`), asTwo: brand.staff(`${name}-2`) }
}

test('A2: two members under one name are one person, so neither gives the other anything', async () => {
  const { one, two, asOne, asTwo } = await twins('lu')
  const own = expect.objectContaining({ refused: 'OWN_AFFAIR' })
  expect(await asTwo.ask(adjustPoints, gift(one.memberId, 9))).toEqual(own)
  expect(await asOne.ask(adjustPoints, gift(two.memberId, 9))).toEqual(own)
  expect(await brand.console.ask(adjustPoints, gift(two.memberId, 9, 'ＬＵ'))).toEqual(own)
})

test('A2: two members under one name are not each other’s second person, and share one daily limit', async () => {
  const { asOne, asTwo } = await twins('qi')
  const lin = await brand.member('lin')
  const large = gift(lin.memberId, 2000)
  const reply = await asOne.ask(adjustPoints, large)
  expect(reply).toMatchObject({ refused: 'SECOND_PERSON_NEEDED' })
  const approvalId = `shanyu:${lin.memberId}:adjust:${large.requestId}`
  expect(
    await asTwo.ask(decideApproval, { operator: '乙', approvalId, approve: true }),
  ).toMatchObject({ refused: 'SECOND_PERSON_NEEDED' })
  for (let i = 0; i < 3; i++) await asOne.get(adjustPoints, gift(lin.memberId, 900))
  await asTwo.get(adjustPoints, gift(lin.memberId, 900))
  await brand.console.get(adjustPoints, gift(lin.memberId, 900, 'Ｑi'))
  for (const who of [asOne, asTwo]) {
    expect(await who.ask(adjustPoints, gift(lin.memberId, 900))).toMatchObject({
      refused: 'DAY_LIMIT_REACHED',
    })
  }
  const inConsole = await brand.console.ask(adjustPoints, gift(lin.memberId, 900, ' qi'))
  expect(inConsole).toMatchObject({ refused: 'DAY_LIMIT_REACHED' })
})

test('A2: somebody who is not enrolled has one daily limit, however the name is spelled', async () => {
  const lin = await brand.member('lin-2')
  const names = ['Zoe', 'zoe', ' Zoe', 'Zoé', 'Ｚoe']
  for (const name of names) await brand.console.get(adjustPoints, gift(lin.memberId, 900, name))
  const sixth = await brand.console.ask(adjustPoints, gift(lin.memberId, 900, 'ZOE'))
  expect(sixth).toMatchObject({ refused: 'DAY_LIMIT_REACHED' })
})

test('A2: a person who left and came back is enrolled again under the same name', async () => {
  const first = await brand.member('back')
  await brand.console.get(enrolStaff, staffEntry(first.memberId, '白露'))
  await first.get(leave, { requestId: requestId(), points: 9, pending: 9 })
  const second = await brand.member('back')
  expect(await enrol(second.memberId, '白露')).toHaveProperty('ok')
})
