import type { OutputOf } from '@contracts/action'
import { handOver } from '@contracts/mall/hand-over'
import { validateCoupon, writeOff } from '@contracts/coupon/write-off'
import { createStore } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

export const CODE_DIGITS = 12

type Checked = OutputOf<typeof validateCoupon>
export type CheckedCoupon = Extract<Checked, { face: unknown }>
export type CheckedGoods = Extract<Checked, { goods: unknown }>

export type Step =
  | { at: 'code' }
  | { at: 'checked'; coupon: CheckedCoupon }
  | { at: 'goods'; goods: CheckedGoods }
  | { at: 'done'; receipt: OutputOf<typeof writeOff> }
  | { at: 'handedOver'; receipt: OutputOf<typeof handOver> }

export interface WriteOffState {
  step: Step
  /** The digits typed so far. */
  code: string
  busy: boolean
  failure: Failure | null
  typeCode: (typed: string) => void
  /** 验券: of the scanned text, or else of the typed digits. */
  validate: (scanned?: string) => Promise<void>
  /** 核销 the coupon on the screen, or 交货 of the goods. */
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
      if ('ok' in reply) set({ busy: false, step: stepOf(reply.ok) })
      else set({ busy: false, failure: failureOf(validateCoupon, reply) })
    },

    confirm: async () => {
      const { step, busy } = get()
      if (busy || (step.at !== 'checked' && step.at !== 'goods')) return
      set({ busy: true, failure: null })
      const result =
        step.at === 'goods'
          ? await giveGoods(call, step.goods.code)
          : await takeCoupon(call, step.coupon.code)
      if ('step' in result) {
        set({ busy: false, step: result.step })
        return
      }
      const { failure } = result
      // A refusal is final for this coupon; after an outage the same request is sent again.
      if (failure.kind === 'refused') set({ step: { at: 'code' } })
      set({ busy: false, failure })
    },

    next: () => {
      if (!get().busy) set({ step: { at: 'code' }, code: '', failure: null })
    },
  }))
}

function stepOf(checked: Checked): Step {
  return 'goods' in checked ? { at: 'goods', goods: checked } : { at: 'checked', coupon: checked }
}

type Result = { step: Step } | { failure: Failure }

async function takeCoupon(call: Call, code: string): Promise<Result> {
  const reply = await call(writeOff, { code })
  if ('ok' in reply) return { step: { at: 'done', receipt: reply.ok } }
  return { failure: failureOf(writeOff, reply) }
}

async function giveGoods(call: Call, code: string): Promise<Result> {
  const reply = await call(handOver, { code })
  if ('ok' in reply) return { step: { at: 'handedOver', receipt: reply.ok } }
  return { failure: failureOf(handOver, reply) }
}

/** Typed digits wait until all are there; a scanned text is complete, and the cloud reads it. */
function canBeAsked(code: string, scanned: boolean): boolean {
  return scanned ? code.length > 0 && code.length <= 200 : code.length === CODE_DIGITS
}
