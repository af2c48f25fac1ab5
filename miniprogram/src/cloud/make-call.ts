import type { Action, Reply } from '@contracts/action'
import type { InFlight } from './in-flight'
import type { Asked, Audience } from './audience'

export interface CallOptions {
  /** Tells two equal inputs apart, for example by the business day of a check-in. */
  occasion?: string
}

export type Call = <A extends Action>(
  action: A,
  input: Asked<A>,
  options?: CallOptions,
) => Promise<Reply<A>>

/** Sends one envelope to a function and returns its answer, or throws. */
export type Send = (
  audience: Audience,
  envelope: { action: string; input: unknown },
) => Promise<unknown>

/** One deployed function per audience; an action's whole name decides which, or else its slug. */
const AUDIENCES: Record<string, Audience> = {
  home: 'member',
  join: 'member',
  'check-in': 'member',
  claim: 'member',
  statement: 'member',
  mall: 'member',
  redemption: 'member',
  reservation: 'member',
  coupon: 'member',
  'print-code': 'member',
  notice: 'member',
  profile: 'member',
  phone: 'member',
  leave: 'member',
  tier: 'member',
  task: 'member',
  review: 'member',
  duty: 'guide',
  'write-off': 'guide',
  'hand-over': 'guide',
  'claim.openQueue': 'staff',
  'claim.decide': 'staff',
  alert: 'staff',
}

function audienceOf(name: string): Audience {
  const audience = AUDIENCES[name] ?? AUDIENCES[name.split('.')[0] ?? '']
  if (!audience) throw new Error(`${name} has no function`)
  return audience
}

/** What moves something carries a request id; decisions of staff are named by what they decide. */
const NAMED_BY_THEMSELVES = ['claim.decide', 'alert.resolve']

function entriesOf({ input }: Action): object {
  if (!('entries' in input)) return {}
  const { entries } = input
  return typeof entries === 'object' && entries !== null ? entries : {}
}

function isReply<A extends Action>(answer: unknown): answer is Reply<A> {
  if (typeof answer !== 'object' || answer === null) return false
  return 'ok' in answer || 'refused' in answer || 'unavailable' in answer || 'bug' in answer
}

export interface CallParts {
  send: Send
  inFlight: InFlight
}

/** Makes the only function through which pages reach the cloud. */
export function makeCall({ send, inFlight }: CallParts): Call {
  return async <A extends Action>(action: A, input: Asked<A>, options: CallOptions = {}) => {
    const audience = audienceOf(action.name)
    const bare = NAMED_BY_THEMSELVES.includes(action.name)
    const moves = bare || 'requestId' in entriesOf(action)
    try {
      const answer = moves
        ? await inFlight.ask({ audience, action: action.name, input, bare, ...options })
        : await send(audience, { action: action.name, input })
      if (!isReply<A>(answer)) return { unavailable: true, reference: '' }
      return answer
    } catch {
      return { unavailable: true, reference: '' }
    }
  }
}
