import type { Step } from './plan'
import type { Shortest } from './shrink'

/** What went wrong and the history that led to it, for a person to read. */
export function reportOf(planned: readonly Step[], { steps, violation }: Shortest): string {
  const { seed, step, calls, problems } = violation
  const asked = calls.map(({ ask, faults, outcome }) => {
    const fault = faults.length > 0 ? `  fault ${JSON.stringify(faults[0])}` : ''
    return `    ${JSON.stringify(ask)}\n    → ${JSON.stringify(outcome)}${fault}`
  })
  const lines = [
    `seed ${seed}, step ${step}: history of ${steps.length} of ${planned.length} steps`,
    ...steps.map(lineOf),
    '  the step that went wrong:',
    ...asked,
    '  what is wrong:',
    ...problems.map((problem) => `    ${problem}`),
  ]
  return `${lines.join('\n')}\n`
}

function lineOf({ id, jump, by, calls }: Step): string {
  const names = calls.map(({ kind, person, fault, lost }) =>
    [kind, person, fault ? `(${fault.fault} ${fault.at})` : '', lost ? 'lost' : '']
      .filter((part) => part !== '')
      .join(' '),
  )
  return `  ${id}. ${jump} ${by}: ${names.join(' | ')}`
}
