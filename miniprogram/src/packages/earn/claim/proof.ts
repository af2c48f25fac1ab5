import type { ClaimProof } from '@contracts/claim'
import type { InferOutput } from 'valibot'
import { addDays, daysInMonth } from '@/text/dates'

/** 凭证: one of three is enough; which one is the person's choice. */
export const PROOF_KINDS = ['phone', 'amount', 'day'] as const
export type ProofKind = (typeof PROOF_KINDS)[number]

export interface ProofState {
  kind: ProofKind
  phone: string
  amount: string
  month: number | null
  day: number | null
}

export const NO_PROOF: ProofState = { kind: 'phone', phone: '', amount: '', month: null, day: null }

export type Proof = InferOutput<typeof ClaimProof>

/** What is sent of the chosen kind, or null while it is not whole. */
export function proofOf(state: ProofState, today: string): Proof | null {
  switch (state.kind) {
    case 'phone':
      return /^\d{4}$/.test(state.phone) ? { phoneTail: state.phone } : null
    case 'amount': {
      const paidFen = fenOf(state.amount)
      return paidFen === null ? null : { paidFen }
    }
    case 'day': {
      const paidOn = paidDay(state, today)
      return paidOn === null ? null : { paidOn }
    }
  }
}

/** '66', '66.5' and '66.00' of yuan; no other digits are dropped or rounded. */
function fenOf(amount: string): number | null {
  const [, yuan = '', cents = ''] = /^(\d{1,7})(?:\.(\d{0,2}))?$/.exec(amount) ?? []
  if (yuan === '') return null
  const fen = Number(yuan) * 100 + Number(cents.padEnd(2, '0'))
  return fen > 0 ? fen : null
}

/** The newest such day that is not to come: nobody pays tomorrow. */
function paidDay({ month, day }: ProofState, today: string): string | null {
  if (month === null || day === null) return null
  const two = (value: number) => String(value).padStart(2, '0')
  const year = Number(today.slice(0, 4))
  const inYear = (of: number) => `${of}-${two(month)}-${two(day)}`
  const exists = (of: number) => day <= daysInMonth(`${of}-${two(month)}`)
  if (exists(year) && inYear(year) <= today) return inYear(year)
  return exists(year - 1) && inYear(year - 1) > addDays(today, -366) ? inYear(year - 1) : null
}

/** As far as it was typed: only what can become right. */
export function typedProof(kind: ProofKind, text: string): Partial<ProofState> {
  const plain = text.normalize('NFKC').replace(/[,，￥¥\s]/g, '')
  if (kind === 'phone') return { phone: plain.replace(/\D/g, '').slice(0, 4) }
  return { amount: plain.replace(/[^\d.]/g, '').slice(0, 10) }
}
