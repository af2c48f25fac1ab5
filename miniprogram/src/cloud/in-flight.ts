import { createStore, type StoreApi } from 'zustand/vanilla'
import { makeShelf, type Kept, type Wanted } from './in-flight-shelf'
import type { Keep } from './keep-type'
import type { Action } from '@contracts/action'
import { digest, hex, type RandomBytes } from './request-id'
import type { Asked, Audience } from './audience'

export interface UnseenAnswer {
  slot: string
  action: string
  input: Record<string, unknown>
  answer: object
}

export interface InFlightState {
  /** Slots whose answer was lost; they are asked again until it is known. */
  checking: string[]
  /** Answers that came after the page that asked was gone. */
  unseen: UnseenAnswer[]
}

export interface InFlight {
  state: StoreApi<InFlightState>
  /** Resolves once the answer is known, or after the last try failed. */
  ask(wanted: Wanted): Promise<object>
  /** The input that fits of a request, this page's or an earlier one's, that nobody saw succeed. */
  pending<A extends Action>(action: A, fits: (input: Asked<A>) => boolean): Asked<A> | null
  /** After a start: asks again for what was sent before the app ended. */
  resume(): void
  /** The person has read the answer. */
  dismiss(slot: string): void
  /** Forgets everything, because the person who used this phone has left. */
  clear(): void
}

export interface InFlightParts {
  storage: Keep
  randomBytes: RandomBytes
  /** Asks once; if the answer is lost, throws or returns something else. */
  send: (audience: Audience, envelope: { action: string; input: unknown }) => Promise<unknown>
  /** Remembers the front page; the returned function says later whether that page is still open. */
  here: () => () => boolean
  wait: (ms: number) => Promise<void>
  now: () => number
  /**
   * Called after something of the person's has moved, because figures loaded before are old now.
   */
  onMoved: (action: string) => void
}

/** After the last one the person is told that no answer came; the next tap or start asks again. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000]
/** A request without a known answer is dropped after this: by then the person has moved on. */
const KEPT_MS = 24 * 3_600_000
/** Within this time the same input is the same wish, so an answer that nobody saw is the answer. */
const SAME_WISH_MS = 30 * 60_000

const UNKNOWN = { unavailable: true, reference: '' }

type Page = () => boolean
type Running = Map<string, { answer: Promise<object>; pages: Page[] }>

/**
 * 在途: every request that moves something, from before it is sent until somebody has seen its
 * answer. An equal second one joins the first; a lost answer is asked for again with the same id.
 */
export function makeInFlight(parts: InFlightParts): InFlight {
  const shelf = makeShelf(parts.storage)
  const state = createStore<InFlightState>(() => ({ checking: [], unseen: [] }))
  const running: Running = new Map()
  const run = makeRun(parts, shelf, state, running)
  const start = makeStart(parts, shelf, state, running)
  return {
    state,
    ask(wanted) {
      const slot = slotOf(wanted)
      const same = running.get(slot)
      if (same) {
        same.pages.push(parts.here())
        return same.answer
      }
      const pages = [parts.here()]
      const answer = Promise.resolve().then(() => start(slot, wanted, pages))
      answer.catch(() => running.delete(slot))
      running.set(slot, { answer, pages })
      return answer
    },
    pending<A extends Action>({ name }: A, fits: (input: Asked<A>) => boolean) {
      // Saved by this module, from what a page passed on for this action.
      const inputs = shelf
        .read()
        .filter(({ action, answer }) => action === name && (!answer || 'ok' in answer))
        .map(({ input }) => input as Asked<A>)
      return inputs.find(fits) ?? null
    },
    resume() {
      for (const kept of shelf.read()) if (!running.has(kept.slot)) takeUp(kept)
    },
    dismiss: (slot) => dismiss(shelf, state, slot),
    clear() {
      running.clear()
      shelf.clear()
      state.setState({ checking: [], unseen: [] })
    },
  }

  function takeUp(kept: Kept): void {
    if (kept.answer) tell(state, kept, kept.answer)
    else if (parts.now() - kept.at > KEPT_MS) {
      shelf.drop(kept.slot)
      tell(state, kept, { unknown: true })
    } else {
      mark(state, kept.slot, true)
      const pages: Page[] = []
      running.set(kept.slot, { answer: run(kept, pages), pages })
    }
  }
}

type Shelf = ReturnType<typeof makeShelf>

/** Saves the request before it is sent; if it was done before and not seen, that answers it. */
function makeStart(parts: InFlightParts, shelf: Shelf, state: State, running: Running) {
  const run = makeRun(parts, shelf, state, running)
  return async (slot: string, wanted: Wanted, pages: Page[]) => {
    const before = shelf.find(slot)
    if (before) dismiss(shelf, state, slot)
    const isSameWish = before && !before.isOver && parts.now() - before.at <= SAME_WISH_MS
    if (before?.answer && isSameWish && 'ok' in before.answer) {
      running.delete(slot)
      return before.answer
    }
    const known = before?.answer ? undefined : before?.requestId
    const requestId = known ?? hex(await parts.randomBytes(16))
    const kept = { ...wanted, slot, requestId, at: parts.now() }
    shelf.write(kept)
    return run(kept, pages)
  }
}

/** Sends until the answer is known, and keeps it if no page that asked is still open. */
function makeRun(
  { send, wait, onMoved }: InFlightParts,
  shelf: Shelf,
  state: State,
  running: Running,
) {
  const untilKnown = async (kept: Kept, isWanted: () => boolean) => {
    const { audience, action, input, slot, requestId, bare } = kept
    const envelope = { action, input: bare ? input : { ...input, requestId } }
    for (let lost = 0; ; lost++) {
      const answer = await send(audience, envelope).catch(() => null)
      if (isKnown(answer)) return answer
      const pause = PAUSES_MS[lost]
      if (!isWanted() || pause === undefined) return UNKNOWN
      mark(state, slot, true)
      await wait(pause)
      if (!isWanted()) return UNKNOWN
    }
  }
  return async (kept: Kept, pages: Page[]) => {
    // For a person who has left nothing is asked any more, and they are told nothing.
    const isWanted = () => running.get(kept.slot)?.pages === pages
    const answer = await untilKnown(kept, isWanted)
    if (!isWanted()) return answer
    running.delete(kept.slot)
    mark(state, kept.slot, false)
    // After a bug of ours the same input keeps its request id, because it may have been done.
    if ('bug' in answer) return answer
    if ('unavailable' in answer) {
      if (!pages.some((isOpen) => isOpen())) tell(state, kept, answer)
      return answer
    }
    if ('ok' in answer) {
      onMoved(kept.action)
      shelf.endOthersLike(kept)
    }
    if (pages.some((isOpen) => isOpen())) shelf.drop(kept.slot)
    else {
      shelf.write({ ...kept, answer })
      tell(state, kept, answer)
    }
    return answer
  }
}

type State = StoreApi<InFlightState>

function mark(state: State, slot: string, isChecking: boolean): void {
  const others = state.getState().checking.filter((each) => each !== slot)
  state.setState({ checking: isChecking ? [...others, slot] : others })
}

function tell(state: State, { slot, action, input }: Kept, answer: object): void {
  const others = state.getState().unseen.filter((each) => each.slot !== slot)
  state.setState({ unseen: [...others, { slot, action, input, answer }] })
}

function dismiss(shelf: Shelf, state: State, slot: string): void {
  // A request without a known answer is only hidden and stays stored.
  if (shelf.find(slot)?.answer) shelf.drop(slot)
  state.setState({ unseen: state.getState().unseen.filter((each) => each.slot !== slot) })
}

export function slotOf({ action, input, occasion = '' }: Omit<Wanted, 'audience'>): string {
  return `${action}:${digest([input, occasion])}`
}

function isKnown(answer: unknown): answer is object {
  if (typeof answer !== 'object' || answer === null) return false
  return 'ok' in answer || 'refused' in answer || 'bug' in answer
}
