/** What the contract of an action says, as the build reads it for the simulation. */
export interface Outline {
  name: string
  refusals: readonly string[]
}

/** The answers that an action can have: done, or one of its contract's refusals. */
export function answerCell(action: string, outcome: string): string {
  return `${action}: ${outcome}`
}

/** Counted only when the fault really struck, not when it was planned. */
export function faultCell(fault: string, action: string): string {
  return `fault ${fault} in ${action}`
}

/** Counted only when the job found something to do. */
export function jobCell(job: string): string {
  return `job ${job} had work`
}

/** Two calls of one step, whichever came first. */
export function pairCell(one: string, other: string): string {
  return `at once: ${[one, other].sort().join(' + ')}`
}

export function answerCells(actions: readonly Outline[]): string[] {
  return actions.flatMap(({ name, refusals }) =>
    ['ok', ...refusals].map((outcome) => answerCell(name, outcome)),
  )
}

/** Only the timer can fire twice. */
const OF_TIMER = { fault: 'timerTwice', action: 'job.runDue' }

export function faultCells(actions: readonly Outline[], faults: readonly string[]): string[] {
  const canStrike = (fault: string, name: string) =>
    fault !== OF_TIMER.fault || name === OF_TIMER.action
  return actions.flatMap(({ name }) =>
    faults.filter((fault) => canStrike(fault, name)).map((fault) => faultCell(fault, name)),
  )
}

export function pairCells(actions: readonly Outline[]): string[] {
  return actions.flatMap((one, place) =>
    actions.slice(place).map((other) => pairCell(one.name, other.name)),
  )
}
