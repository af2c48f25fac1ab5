import type { OutputOf } from '@contracts/action'
import { validateCoupon, writeOff } from '@contracts/write-off'
import { createStore } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

export const CODE_DIGITS = 12

export type Step =
  | { at: 'code' }
  | { at: 'checked'; coupon: OutputOf<typeof validateCoupon> }
  | { at: 'done'; receipt: OutputOf<typeof writeOff> }

export interface WriteOffState {
  step: Step
  /** Digits as far as they were typed. */
  code: string
  busy: boolean
  failure: Failure | null
  typeCode: (typed: string) => void
  /** 验券: of what was scanned, or else of the typed digits. */
  validate: (scanned?: string) => Promise<void>
  /** 核销 the coupon on the screen. */
  confirm: () => Promise<void>
  next: () => void
}

export function makeWriteOffState(call: Call) {
  return createStore<WriteOffState>()((set, get) => ({
    step: { at: 'code' },
    code: '',
    busy: false,
    failure: null,

    typeCode: (typed) => {
      const code = typed.normalize('NFKC').replace(/\D/g, '').slice(0, CODE_DIGITS)
      set({ code, failure: null })
    },

    validate: async (scanned) => {
      const code = scanned?.trim() ?? get().code
      if (get().busy || !canBeAsked(code, scanned !== undefined)) return
      if (/^\d{12}$/.test(code)) set({ code })
      set({ busy: true, failure: null })
      const reply = await call(validateCoupon, { code })
      if ('ok' in reply) set({ busy: false, step: { at: 'checked', coupon: reply.ok } })
      else set({ busy: false, failure: failureOf(validateCoupon, reply) })
    },

    confirm: async () => {
      const { step, busy } = get()
      if (busy || step.at !== 'checked') return
      set({ busy: true, failure: null })
      const reply = await call(writeOff, { code: step.coupon.code })
      if ('ok' in reply) {
        set({ busy: false, step: { at: 'done', receipt: reply.ok } })
        return
      }
      const failure = failureOf(writeOff, reply)
      // A refusal is final for this coupon; after an outage the same request is sent again.
      if (failure.kind === 'refused') set({ step: { at: 'code' } })
      set({ busy: false, failure })
    },

    next: () => {
      if (!get().busy) set({ step: { at: 'code' }, code: '', failure: null })
    },
  }))
}

/** Typed digits wait until all are there; a scanned text is whole and the cloud reads it. */
function canBeAsked(code: string, scanned: boolean): boolean {
  return scanned ? code.length > 0 && code.length <= 200 : code.length === CODE_DIGITS
}
