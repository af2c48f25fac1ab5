import { deepCopy } from './deep-copy'
import type { Member } from './member'
import type { Order, Waiting } from './order'
import type { Held } from './held'
import type { Redeemed } from './redeemed'
import type { Written } from '../../programme-documents'
import { firstStock, type Rules } from '../programme/programme'
import type { Programme } from '../programme/programme-shape'

/** What the simulation holds to be true: built from inputs and answers, not the database. */
export interface World {
  now: number
  today: string
  /** The programme in force. */
  programme: Programme
  /** What each of its documents has said in this life, the newest last. */
  published: ReadonlyMap<string, readonly Written[]>
  /** Documents whose newest version is a roll-back. */
  rolledBack: Set<string>
  /** After how many versions of a document there may be one more that says the same. */
  maybeTwice: Map<string, number>
  /** The version of each document when the life began. */
  firstVersions: ReadonlyMap<string, number>
  members: Map<string, Member>
  orders: Map<string, Order>
  /** By number and member, as in `waitingKey`: several members can wait for one number. */
  waiting: Map<string, Waiting>
  stock: Map<string, number>
  /** The request that loaded each file of codes. */
  loaded: Map<string, string>
  /** Coupons, goods and codes, in the order of redeeming. */
  redeemed: Redeemed[]
  /** What was reserved for cash, by `heldKey`. */
  held: Map<string, Held>
  duty: Map<string, { shop: string; day: string }>
  /** Wrong codes that were tried on a day, by `<who> <kind>`. */
  wrong: Map<string, { day: string; count: number }>
  /** Requests that have ended a duty. */
  dutiesEnded: Set<string>
  /** Batches of printed codes that were made in this life, with their state. */
  batches: Map<string, 'made' | 'active' | 'void'>
  /** Names on the roster of staff, by member. */
  staff: Map<string, string>
  /** Moves that are too large for one person, by their id. */
  approvals: Map<string, Approval>
  /** Points that the person at the desk has moved alone on the newest such day. */
  movedAlone: { day: string; points: number }
  /** The member who collected a printed code, by the code's place in the batch. */
  collected: Map<number, { who: string; requestId: string; told: Record<string, unknown> }>
}

export interface Approval {
  who: string
  requestId: string
  points: number
  requestedBy: string
  expiresAt: number
  decided: { by: string; approved: boolean } | null
}

export function newWorld(
  rules: Rules,
  documents: readonly Written[],
  firstVersions: ReadonlyMap<string, number>,
): World {
  return {
    firstVersions,
    programme: rules.read(documents),
    published: new Map(documents.map((each) => [each._id, [each]])),
    rolledBack: new Set(),
    maybeTwice: new Map(),
    now: 0,
    today: '',
    members: new Map(),
    orders: new Map(),
    waiting: new Map(),
    stock: new Map([...rules.rewards].map(([id, each]) => [id, firstStock(each)])),
    loaded: new Map(),
    redeemed: [],
    held: new Map(),
    duty: new Map(),
    wrong: new Map(),
    dutiesEnded: new Set(),
    collected: new Map(),
    batches: new Map(),
    staff: new Map(),
    approvals: new Map(),
    movedAlone: { day: '', points: 0 },
  }
}

export function copyOf(world: World): World {
  // What staff have published never changes, so it is not copied.
  const { programme, published, ...rest } = world
  return { ...deepCopy(rest), programme, published }
}

export function pendingOf(world: World, who: string): number {
  let sum = 0
  for (const order of world.orders.values()) if (order.holder?.who === who) sum += order.pending
  return sum
}
