import type { Channel } from '../../contracts/order/channel'
import type { BusinessDay } from '../business-day'
import type { InShop, StopsHow } from '../programme/publishing/stopped-shop'
import type { DocumentKind } from '../programme/publishing/whole'

type None = Record<string, never>

/** A sum that an account states, and what its entries or orders add up to. */
interface Sums {
  said: number
  right: number
}

interface MoveFacts {
  of: 'points' | 'cancelled' | 'claimed' | 'codes'
  points: number
}

interface WrongCodeFacts {
  wrong: number
}

/** A document that staff write, as it is called. */
interface DocumentFacts {
  collection: DocumentKind
  name: string
}

interface VersionFacts {
  /** Null stands for a number that was damaged by hand. */ version: number | null
}

/** The sentence of a check is stored as a fact, because it is on the document, too. */
interface RefusedFacts extends DocumentFacts {
  reason: string
}

/** The facts of each alert that stores a code and no sentence; whom it is about is given by ids. */
export interface AlertFactsOf {
  entries: Sums | { broken: string }
  balance: Sums
  growth: Sums
  deficit: Sums
  pending: Sums
  'kind-consumption': Sums
  'kind-reward': Sums
  'kind-interaction': Sums
  lots: Sums & { expiresOn: BusinessDay }
  expiry: { said: BusinessDay; right: BusinessDay }
  missing: { seq: number; balance: number }
  stock: { name: string; left: number; redeemed: number; stock: number }
  pool: { name: string; left: number; given: number; all: number }
  'pool-low': { name: string; left: number }
  'claim-guessing': None
  'claim-sequence': { inRow: number }
  'claim-hurry': { inHour: number }
  'claim-buyers': { buyers: number }
  'claim-buyer': None
  'claim-lines': None
  'claim-device': { members: number }
  'code-till': WrongCodeFacts
  'code-duty': WrongCodeFacts
  'code-visit': WrongCodeFacts
  'code-label': WrongCodeFacts
  'day-limit': MoveFacts
  'large-move': MoveFacts
  'staff-denied': {
    times: number
    /** Null stands for a staff member who is not named. */ operator: string | null
  }
  'pay-unknown': { fen: number }
  'pay-contradiction': {
    name: string
    fen: number
    /** What WeChat Pay said that was paid. */ told: number
    /** The parts that differ. */ parts: string
  }
  'pay-forged': { why: string }
  'refund-failed': { name: string; fen: number }
  unfetched: { name: string; shop: string; lastDay: BusinessDay; redemption: string }
  damaged: { collection: string; id: string }
  denied: {
    channel: Channel
    /** What the marketplace answered. */ answer: string
  }
  unread: {
    source: string
    records: number
    /** The first of these records. */ named: { place: number; orderNo: string | null }[]
  }
  'import-stopped': { file: string; orders: number; reason: string }
  stopped: InShop & {
    name: string
    how: StopsHow
  }
  offSale: RefusedFacts
  contradiction: RefusedFacts
  tightened: RefusedFacts & VersionFacts
  stray: RefusedFacts
  removed: DocumentFacts & VersionFacts & { id: string }
  unreadable: DocumentFacts & VersionFacts
}

export type AlertCode = keyof AlertFactsOf

export interface FoundAs<C extends AlertCode> {
  kind: C
  facts: AlertFactsOf[C]
}

/** What is wrong: a code and its facts. The sentence is made where it is read. */
export type Found = { [C in AlertCode]: FoundAs<C> }[AlertCode]
