import type { OutputOf } from '@contracts/action'
import { setBirthday } from '@contracts/member/profile'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { daysInMonth } from '@/text/dates'
import { failureOf, type Failure } from '@/text/failure'

export type Kept = OutputOf<typeof setBirthday>

export interface ProfileState {
  month: number | null
  day: number | null
  /** The birthday that the sheet is about; null while it is closed. */
  asking: string | null
  /** True if the person closed the sheet while the request was running: its answer reopens it. */
  shut: boolean
  sending: boolean
  done: Kept | null
  failure: Failure | null
}

export interface Profile {
  state: StoreApi<ProfileState>
  pickMonth(month: number): void
  pickDay(day: number): void
  /** Opens the sheet once month and day are picked. */
  open(): void
  close(): void
  submit(): Promise<void>
}

export interface ProfileParts {
  call: Call
  onDone: (kept: Kept) => void
}

const CLOSED: Pick<ProfileState, 'asking' | 'shut' | 'done' | 'failure'> = {
  asking: null,
  shut: false,
  done: null,
  failure: null,
}

/** 填生日: picked in two taps and confirmed in a sheet, because it can change only once a year. */
export function createProfile({ call, onDone }: ProfileParts): Profile {
  const state = createStore<ProfileState>(() => ({
    ...CLOSED,
    month: null,
    day: null,
    sending: false,
  }))
  return {
    state,
    pickMonth(month) {
      const { day } = state.getState()
      state.setState({ month, day: day !== null && day <= daysOf(month) ? day : null })
    },
    pickDay: (day) => state.setState({ day }),
    open() {
      const { sending } = state.getState()
      const asking = pickedOf(state.getState())
      // A running request keeps its sheet, or its answer would appear under another day.
      if (sending) state.setState({ shut: false })
      else if (asking !== null) state.setState({ ...CLOSED, asking })
    },
    close: () => state.setState(state.getState().sending ? { shut: true } : CLOSED),
    async submit() {
      const { asking, sending, done } = state.getState()
      if (asking === null || sending || done) return
      state.setState({ sending: true, failure: null })
      const reply = await call(setBirthday, { birthday: asking })
      state.setState({ sending: false, shut: false })
      if (!('ok' in reply)) {
        state.setState({ failure: failureOf(setBirthday, reply) })
        return
      }
      state.setState({ month: null, day: null, done: reply.ok })
      onDone(reply.ok)
    },
  }
}

/** Days of a month in a leap year, because people are born on 29 February too. */
export function daysOf(month: number): number {
  return daysInMonth(`2000-${two(month)}`)
}

/** '05-04', or null until both parts are picked. */
export function pickedOf({ month, day }: Pick<ProfileState, 'month' | 'day'>): string | null {
  return month === null || day === null ? null : `${two(month)}-${two(day)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
