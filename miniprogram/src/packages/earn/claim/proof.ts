import type { ClaimProof, ProofFact } from '@contracts/claim/claim'
import type { InferOutput } from 'valibot'
import { addDays, daysInMonth } from '@/text/dates'

/** 凭证: the amount and one more fact, which the person chooses. */
export type SecondFact = Exclude<ProofFact, 'paidFen'>

export interface ProofState {
  /** Null means the first one that is offered. */
  second: SecondFact | null
  amount: string
  phone: string
  time: string
  month: number | null
  day: number | null
}

export const NO_PROOF: ProofState = {
  second: null,
  amount: '',
  phone: '',
  time: '',
  month: null,
  day: null,
}

export type Proof = InferOutput<typeof ClaimProof>

/** Facts besides the amount that the order number does not reveal, the likeliest first. */
export function secondFacts(facts: readonly ProofFact[]): SecondFact[] {
  return facts.filter((fact) => fact !== 'paidFen')
}

export function secondOf({ second }: ProofState, facts: readonly ProofFact[]): SecondFact {
  const offered = secondFacts(facts)
  return second && offered.includes(second) ? second : (offered[0] ?? 'phoneTail')
}

/** What is sent; null until both facts are complete. */
export function proofOf(
  state: ProofState,
  facts: readonly ProofFact[],
  today: string,
): Proof | null {
  const paidFen = fenOf(state.amount)
  const said = secondSaid(state, secondOf(state, facts), today)
  return paidFen === null || said === null ? null : { paidFen, ...said }
}

/** What must be filled in next. */
export function missingOf(state: ProofState, facts: readonly ProofFact[]): ProofFact {
  return fenOf(state.amount) === null ? 'paidFen' : secondOf(state, facts)
}

function secondSaid(state: ProofState, fact: SecondFact, today: string): Proof | null {
  switch (fact) {
    case 'phoneTail':
      return /^\d{4}$/.test(state.phone) ? { phoneTail: state.phone } : null
    case 'paidTime': {
      const paidTime = minuteOf(state.time)
      return paidTime === null ? null : { paidTime }
    }
    case 'paidOn': {
      const paidOn = paidDay(state, today)
      return paidOn === null ? null : { paidOn }
    }
  }
}

/** '66', '66.5' and '66.00' yuan; more digits are not dropped or rounded but give null. */
function fenOf(amount: string): number | null {
  const [, yuan = '', cents = ''] = /^(\d{1,7})(?:\.(\d{0,2}))?$/.exec(amount) ?? []
  if (yuan === '') return null
  const fen = Number(yuan) * 100 + Number(cents.padEnd(2, '0'))
  return fen > 0 ? fen : null
}

/** '9:05', '09:05' and '0905'. */
function minuteOf(typed: string): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2}):?(\d{2})(?::?\d{2})?$/.exec(typed) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}`
}

/** The latest such day that is not in the future: nobody pays tomorrow. */
function paidDay({ month, day }: ProofState, today: string): string | null {
  if (month === null || day === null) return null
  const two = (value: number) => String(value).padStart(2, '0')
  const year = Number(today.slice(0, 4))
  const inYear = (of: number) => `${of}-${two(month)}-${two(day)}`
  const exists = (of: number) => day <= daysInMonth(`${of}-${two(month)}`)
  if (exists(year) && inYear(year) <= today) return inYear(year)
  return exists(year - 1) && inYear(year - 1) > addDays(today, -366) ? inYear(year - 1) : null
}

/** The text typed so far, as far as it can still become valid. */
export function typedProof(fact: Exclude<ProofFact, 'paidOn'>, text: string): Partial<ProofState> {
  const plain = text.normalize('NFKC').replace(/[,，￥¥\s]/g, '')
  if (fact === 'phoneTail') return { phone: plain.replace(/\D/g, '').slice(0, 4) }
  if (fact === 'paidTime') return { time: plain.replace(/[^\d:]/g, '').slice(0, 8) }
  return { amount: plain.replace(/[^\d.]/g, '').slice(0, 10) }
}
