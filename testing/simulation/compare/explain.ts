import type { Answered, Ask, Outcome } from '../ask'
import { ACT_RULES, CHANGING } from '../rules/act-rules'
import { checkIn, join, makeUp } from '../rules/member-rules'
import { claim, match, report } from '../rules/order-rules'
import { publish, rollBack } from '../rules/publish-rules'
import type { Rules } from '../programme/programme'
import { hearOf, payAtWeChat } from '../rules/reservation-rules'
import { collect, goOnDuty, handOver, redeem, writeOff } from '../rules/shop-rules'
import { collectTask, visit } from '../rules/task-rules'
import { adjust, cancel } from '../rules/undo-rules'
import { isWhole, unsaidOf } from './answer-fields'
import { forgivenIn } from './forgiveness'
import { jobParts, lookAtTiers, silent, type Part } from './job-parts'
import { matchOrders } from './match-order'
import { copyOf, type World } from '../world/world'

export type Explained = ({ world: World } | { problems: string[] }) & {
  /** What the answers were allowed, each a line of `forgiveness.ts`. */
  forgiven: readonly string[]
}

/** The most orders of the same calls that are tried. */
const TRIES = 4000
/**
 * With simultaneous calls only these fields are predicted: the others depend on what came between.
 */
const SURE = ['earned', 'monthlyEarned', 'cost', 'code', 'memberId', 'shopId', 'day']

/**
 * Finds an order in which the calls, each at one instant, give these answers and this state. A
 * single call has only one order.
 */
export class Explanation {
  private tries = 0
  private problems: string[] = []
  private isLikelyFirst = false
  private readonly forgiven = new Set<string>()

  constructor(
    private readonly calls: Answered[],
    private readonly rules: Rules,
    /** The differences between a world and what the cloud shows. */
    private readonly differences: (world: World) => string[],
    /** The first answer to a call that is asked again; null if nobody knows it. */
    private readonly before: ReadonlyMap<string, Outcome | null> = new Map(),
    /** `<who> <gift>` for every tier gift that was given. */
    private readonly given: ReadonlySet<string> = new Set(),
  ) {}

  find(before: World): Explained {
    const plain = this.explain(before)
    if ('world' in plain || this.calls.length === 1) return plain
    const copies = this.calls.filter(isTwice).map((call) => ({ ...call, outcome: null }))
    if (copies.length === 0) return plain
    // A call was refused, but its duplicate came when there was enough, so it was done after all.
    const { rules, differences, before: told, given } = this
    // One of them alone first: of many calls there are more orders than are tried.
    const choices = copies.length > 1 ? [...copies.map((copy) => [copy]), copies] : [copies]
    for (const some of choices) {
      const calls = [...this.calls, ...some]
      const found = new Explanation(calls, rules, differences, told, given).explain(before)
      if ('world' in found) return found
    }
    return plain
  }

  private explain(before: World): Explained {
    for (const orders of matchOrders(this.calls, before)) {
      const world = this.inOrder(before, orders)
      if (world) return { world, forgiven: [...this.forgiven] }
    }
    return { problems: this.problems, forgiven: [] }
  }

  private inOrder(before: World, orders: string[][]): World | null {
    const queues = this.calls.map((call, i) => this.partsOf(call, before, orders[i] ?? []))
    this.tries = 0
    // One call after the other explains nearly everything; only if not, their parts are mixed.
    let world = this.search(
      before,
      queues.map((queue) => [inOneGo(queue)]),
    )
    if (!world && this.tries > TRIES) {
      this.tries = 0
      this.isLikelyFirst = true
      world = this.search(
        before,
        queues.map((queue) => [inOneGo(queue)]),
      )
      this.isLikelyFirst = false
    }
    if (!world && queues.length > 1 && queues.some((queue) => queue.length > 1)) {
      this.tries = 0
      world = this.search(before, queues)
    }
    return world
  }

  private search(world: World, queues: Part[][]): World | null {
    if (queues.every((queue) => queue.length === 0)) {
      const problems = this.differences(world)
      if (problems.length === 0) return world
      if (this.problems.length === 0 || problems.length < this.problems.length) {
        this.problems = problems
      }
      return null
    }
    // A look changes nothing, so where it fits it may just as well come first.
    const look = queues.findIndex((queue, i) => this.isFittingLook(world, i, queue[0]))
    if (look >= 0) return this.search(world, queues.with(look, []))
    for (const i of this.inTurn(world, queues)) {
      const [part, ...rest] = queues[i] ?? []
      if (!part || this.tries++ > TRIES) continue
      const found = this.after(world, i, part, queues.with(i, rest))
      if (found) return found
    }
    return null
  }

  /** In a crowd there are too many orders: those come first whose whole answers fit so far. */
  private inTurn(world: World, queues: Part[][]): number[] {
    const all = [...queues.keys()]
    if (!this.isLikelyFirst) return all
    const fits = (i: number) => {
      const [expected, actual] = [queues[i]?.[0]?.(copyOf(world)), this.calls[i]?.outcome]
      return !expected || !actual || isWhole(expected, actual)
    }
    const likely = all.filter(fits)
    return [...likely, ...all.filter((i) => !likely.includes(i))]
  }

  private isFittingLook(world: World, i: number, part: Part | undefined): boolean {
    const call = this.calls[i]
    const { ask, outcome } = call ?? {}
    if (!part || !call || ask?.kind !== 'act' || CHANGING.has(ask.act)) return false
    const expected = part(world)
    return !outcome || !expected || this.unlike(call, expected, outcome) === null
  }

  private after(world: World, i: number, part: Part, left: Part[][]): World | null {
    const call = this.calls[i]
    const next = copyOf(world)
    const expected = part(next)
    const actual = call?.outcome
    const unlike = actual && expected && this.unlike(call, expected, actual)
    if (unlike) {
      const why = forgivenIn(call, actual)
      if (why) {
        this.forgiven.add(why)
        // What was refused may not have changed anything.
        return this.search(world, left)
      }
      if (this.problems.length === 0) this.problems = [`${call.ask.kind}: ${unlike}`]
      return null
    }
    const found = this.search(next, left)
    // A call that was never answered may not have been done.
    return found ?? (call?.outcome === null ? this.search(world, left) : null)
  }

  private unlike(call: Answered, foretold: Outcome, actual: Outcome): string | null {
    const { ask } = call
    // The model itself knows which small acts repeat their first answer: most just look.
    const isOnce = ask.kind !== 'act' && ask.kind !== 'roll-back'
    const first = isOnce ? this.before.get(keyOf(ask)) : undefined
    const expected = first && isSameDay(first, actual) ? asAtFirst(ask, foretold, first) : foretold
    const told = `expected ${JSON.stringify(expected)}, was answered ${JSON.stringify(actual)}`
    if ('refused' in expected || 'refused' in actual) {
      const same =
        'refused' in expected && 'refused' in actual && expected.refused === actual.refused
      return same ? null : told
    }
    const alone = this.calls.length === 1 && first !== null
    const fields = Object.keys(expected.ok).filter((field) => alone || SURE.includes(field))
    const unsaid = alone ? unsaidOf(ask, actual.ok, expected.ok) : []
    if (unsaid.length > 0) return `the model does not say ${unsaid.join(', ')}; ${told}`
    return fields.every((field) => same(expected.ok[field], actual.ok[field])) ? null : told
  }

  private partsOf({ ask, outcome }: Answered, before: World, matched: string[]): Part[] {
    const { rules } = this
    switch (ask.kind) {
      case 'join':
        return [(world) => join(world, ask, outcome)]
      case 'check-in':
        return [(world) => checkIn(world, ask)]
      case 'make-up':
        return [(world) => makeUp(world, ask)]
      case 'claim':
        return [(world) => claim(world, ask)]
      case 'redeem':
        return [(world) => redeem(world, ask, rules, outcome)]
      case 'write-off':
        return [(world) => writeOff(world, ask, rules)]
      case 'hand-over':
        return [(world) => handOver(world, ask)]
      case 'duty':
        return [(world) => goOnDuty(world, ask)]
      case 'import':
        return [
          ...ask.rows.map((row) => silent((world) => report(world, row))),
          ...matched.map((orderNo) => silent((world) => match(world, orderNo))),
        ]
      case 'jobs':
        return [...jobParts(before, rules), lookAtTiers(before, this.given)]
      case 'collect':
        return [(world) => collect(world, ask)]
      case 'collect-task':
        return [(world) => collectTask(world, ask)]
      case 'visit':
        return [(world) => visit(world, ask)]
      case 'cancel':
        return [(world) => cancel(world, ask, rules)]
      case 'adjust':
        return [(world) => adjust(world, ask, outcome)]
      case 'act':
        return [(world) => ACT_RULES[ask.act]?.(world, ask, rules, outcome) ?? null]
      case 'publish':
        return [silent((world) => publish(world, ask.programme, rules))]
      case 'pay':
        return [(world) => payAtWeChat(world, ask, rules)]
      case 'pay-news':
        return [...before.held.keys()].map((key) => silent((world) => hearOf(world, key, rules)))
      case 'roll-back':
        return [(world) => rollBack(world, ask, rules, outcome)]
    }
  }
}

function isTwice({ faults }: Answered): boolean {
  return faults.some(({ fault }) => fault === 'duplicate')
}

/** Describes a call with its whole input. */
export function keyOf(ask: Ask): string {
  return JSON.stringify(ask)
}

/** A check-in that is sent again on another day is a new check-in of that day. */
function isSameDay(first: Outcome, actual: Outcome): boolean {
  return 'ok' in first && 'ok' in actual && first.ok.day === actual.ok.day
}

/** With simultaneous calls nobody knows the order, but the first answer must be repeated. */
function asAtFirst({ kind }: Ask, foretold: Outcome, first: Outcome): Outcome {
  if ('refused' in foretold || 'refused' in first) return foretold
  // A claim may change later, so its repeated answer shows its present state.
  const kept = Object.keys(foretold.ok).filter(
    (field) => kind !== 'claim' || (field !== 'state' && field !== 'points'),
  )
  const again = kept.filter((field) => field in first.ok).map((field) => [field, first.ok[field]])
  return { ok: { ...foretold.ok, ...Object.fromEntries(again) } }
}

function inOneGo(parts: Part[]): Part {
  return (world) => {
    let outcome: Outcome | null = null
    for (const part of parts) outcome = part(world) ?? outcome
    return outcome
  }
}

function same(expected: unknown, actual: unknown): boolean {
  return JSON.stringify(expected) === JSON.stringify(actual)
}
