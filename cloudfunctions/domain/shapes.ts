import { LEAST_ROLES } from '../contracts/staff/staff-role'
import { changeableFrom, type Birthday } from './account/birthday'

/** A document as the database returns it. */
export type Stored = Record<string, unknown>
type Step = (older: Stored) => Stored

/**
 * For each collection the steps from one shape of its documents to the next, oldest first. A
 * collection without steps has had one shape. A step is never changed or removed: documents of
 * every shape ever written are in somebody's database.
 */
export const SHAPE_STEPS: Partial<Record<string, readonly Step[]>> = {
  // From before tiers were kept: they are due in the next run.
  accounts: [filled({ nextTier: '1970-01-01' }), within('profile', birthdaysAsLog)],
  claims: [within('review', filled({ place: '' }))],
  codes: [filled({ makers: [], makerKeys: [] })],
  code_batches: [
    filled({ madeBy: null, makers: [], makerKeys: [] }),
    renamed({ seedSealed: 'seedEncrypted' }),
  ],
  coupons: [within('redemption', filled({ shard: 0, cancellable: true }))],
  // Nobody knows which WeChat it was: every WeChat that leads to the member has the role.
  guides: [filled({ wechats: null })],
  imports: [
    filled({ notes: [], percent: 0, tries: 0 }),
    renamed({ holder: 'leaseId', heldUntil: 'leaseEndsAt' }),
  ],
  ledger: [inWords],
  members: [
    phoneAsTold,
    phonesAsLog,
    renamed({ phoneSealed: 'phoneEncrypted', openIdSealed: 'openIdEncrypted' }),
  ],
  // The claimant only knew the number.
  orders: [within('claim', filled({ shown: 'number' }))],
  redemptions: [filled({ shard: 0, cancellable: true })],
  staff: [filled({ wechats: null, roles: LEAST_ROLES })],
}

/** Adds the fields that an older document lacks. */
function filled(missing: Stored): Step {
  return (older) => ({
    ...older,
    ...Object.fromEntries(
      Object.entries(missing).map(([key, value]) => [key, older[key] ?? value]),
    ),
  })
}

/** Gives fields their newer names. */
function renamed(names: Record<string, string>): Step {
  return (older) =>
    Object.fromEntries(Object.entries(older).map(([key, value]) => [names[key] ?? key, value]))
}

/** Applies a step to a part of the document, if it has that part. */
function within(part: string, step: Step): Step {
  return (older) => (older[part] ? { ...older, [part]: step(older[part] as Stored) } : older)
}

/** An entry from before codes keeps its original words. */
function inWords({ title, note, ...entry }: Stored): Stored {
  // Somebody may have deleted the number of the shape by hand.
  if ('what' in entry) return entry
  return { ...entry, what: 'in-words', facts: { title, note } }
}

function phoneAsTold(member: Stored): Stored {
  const isTold = member.phoneRequest === undefined || member.phoneTold !== undefined
  return isTold ? member : { ...member, phoneTold: member.phoneMasked }
}

/** Only the newest request was stored; from here on they are a log. */
function phonesAsLog(member: Stored): Stored {
  const { phoneRequest: requestId, phoneTold: told, ...rest } = member
  if (requestId === undefined) return rest
  return { ...rest, phoneRequests: [{ requestId, about: '', told: told ?? '' }] }
}

function birthdaysAsLog(profile: Stored): Stored {
  const { last, ...rest } = profile as Stored & { birthday: Birthday; last?: Stored }
  if (!last || !(rest.birthday as Birthday | undefined)) return rest
  const { requestId, ...moved } = last
  const { monthDay } = rest.birthday
  const told = { birthday: monthDay, changeableFrom: changeableFrom(rest.birthday), ...moved }
  return { ...rest, requests: [{ requestId, about: monthDay, told }] }
}
