import { runDue } from '../../cloudfunctions/contracts/programme/job'
import { join } from '../../cloudfunctions/contracts/member/join'
import { leave } from '../../cloudfunctions/contracts/member/leave'
import { changePhone } from '../../cloudfunctions/contracts/member/phone'
import { setBirthday } from '../../cloudfunctions/contracts/member/profile'
import { consentVersion, requestId } from '../brand-cloud'
import type { MatrixAction } from './crash-matrix-row'
import { placeGoods, type World } from './crash-matrix-world'

const NEW_TEXT = '2026-12-06'
/** More points than anybody in the matrix has: leaving agrees to lose them all. */
const ALL = { points: 100_000, pending: 100_000 }
const lin = () => 'wx-lin'

/** Rows about who a member is: a new text, a new phone, leaving. */
export const IDENTITY_ROWS: MatrixAction[] = [
  {
    title: 'join: a new text is agreed to',
    action: join,
    openid: lin,
    arrange: newText,
    input: () => ({ requestId: 'crash-matrix-consent', consentVersion: NEW_TEXT }),
  },
  {
    title: 'phone.change',
    mayRepeat: 'each request is noted in the log of the phone',
    action: changePhone,
    openid: lin,
    // A phone code works once: at a retry the platform gives a new one.
    input: (_world, cell) => ({
      requestId: 'crash-matrix-phone',
      phoneCode: `phone-13800000428-${cell}-${requestId()}`,
    }),
    // The same number is encrypted differently each time.
    forget: { members: ['phoneEncrypted'] },
  },
  {
    title: 'join: a phone of another member',
    action: join,
    openid: (cell) => `wx-join-${cell}`,
    arrange: phoneOfLin,
    input: (_world, cell) => ({
      requestId: 'crash-matrix-join',
      consentVersion: consentVersion(),
      nickname: '新人',
      phoneCode: `phone-13800000429-${cell}-${requestId()}`,
    }),
  },
  {
    title: 'phone.change: a phone of another member',
    mayRepeat: 'each request is noted in the log of the phone',
    action: changePhone,
    openid: () => 'wx-fang',
    arrange: phoneOfLin,
    input: (_world, cell) => ({
      requestId: 'crash-matrix-phone',
      phoneCode: `phone-13800000429-${cell}-${requestId()}`,
    }),
    forget: { members: ['phoneEncrypted'] },
  },
  {
    title: 'leave',
    inSteps: 'the links go at once, the rest piece by piece',
    action: leave,
    openid: lin,
    arrange: moreToLose,
    input: () => ({ requestId: 'crash-matrix-leave', ...ALL }),
  },
  {
    title: 'job: departures',
    inSteps: 'each departure is done piece by piece',
    action: runDue,
    arrange: leaveAndDie,
    input: () => ({ only: 'departures' }),
    countsOneCall: true,
  },
]

async function newText({ brand }: World): Promise<void> {
  const program = await brand.program()
  const consent = { ...(program?.consent as object), version: NEW_TEXT }
  await brand.edit('programs', 'shanyu', { consent })
}

async function phoneOfLin({ brand }: World): Promise<void> {
  const phoneCode = `phone-13800000429-${requestId()}`
  await brand.person('lin').get(changePhone, { requestId: requestId(), phoneCode })
}

async function moreToLose(world: World): Promise<void> {
  await placeGoods(world)
  const birthday = { requestId: requestId(), birthday: '05-04' }
  await world.brand.person('lin').get(setBirthday, birthday)
}

/** The function dies right after the account's links to its person are gone. */
async function leaveAndDie(world: World): Promise<void> {
  const { brand } = world
  await moreToLose(world)
  brand.cloud.faults.set([{ request: 'database.commitTransaction', fault: 'crashAfter' }])
  const killed = brand.person('lin').ask(leave, { requestId: requestId(), ...ALL })
  await killed.then(
    () => Promise.reject(new Error('the function was not killed')),
    () => undefined,
  )
  brand.cloud.faults.clear()
}
