import type { Answered, Ask, Outcome } from './ask'
import type { Step } from './plan'
import { inWords } from './compare/rule-words'
import { clockText } from './rules/calendar'
import type { Shortest } from './shrink'

/** What went wrong and the history that led to it, for a person to read. */
export function reportOf(planned: readonly Step[], { steps, violation }: Shortest): string {
  const { seed, step, history, problems } = violation
  const actions = planned.reduce((sum, { calls }) => sum + calls.length, 0)
  const lines = [
    `seed ${seed}, step ${step}: history of ${steps.length} of ${planned.length} steps`,
    ...history.map((each) => `  ${each}`),
    '  what is wrong:',
    ...problems.flatMap(inWords).map((line) => `    ${line}`),
    `  again: npm run simulate -- ${seed} ${actions}`,
  ]
  return `${lines.join('\n')}\n`
}

/** One step of a life: its time, and each call with its faults and its answer. */
export function historyOf({ id, jump }: Step, now: number, calls: readonly Answered[]): string[] {
  const asked = calls.map(({ ask, faults, outcome }) => {
    const fault = faults.map((each) => `  fault ${JSON.stringify(each)}`).join('')
    return `     ${askOf(ask)} → ${answerOf(outcome)}${fault}`
  })
  return [`${id}. ${clockText(now)} (${jump})`, ...asked]
}

function askOf(ask: Ask): string {
  const { kind, who, ...rest } = ask
  const name = ask.kind === 'act' ? ask.act : kind
  return `${who}: ${name} ${JSON.stringify(rest)}`
}

function answerOf(outcome: Outcome | null): string {
  if (outcome === null) return 'no answer'
  return 'refused' in outcome ? outcome.refused : `ok ${JSON.stringify(outcome.ok)}`
}
