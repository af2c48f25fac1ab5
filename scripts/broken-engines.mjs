/** Ways to break the engine, each a wrong line where a right one was. */
export const BROKEN_ENGINES = [
  {
    name: 'a natural key is dropped: a second check-in of a day is paid',
    changes: [
      change(
        'domain/check-in/check-in',
        /daysBetween\(state\.lastDay, today\) <= 0\) \{/,
        'false) {',
      ),
      change(
        'domain/ledger/action-reward',
        '`${action}:${key}`',
        '`${action}:${key}:${account.seq}`',
      ),
    ],
  },
  {
    name: 'a deficit is skipped',
    changes: [
      change(
        'domain/ledger/ledger',
        'const deficit = taken.points - sumOfLots(lots)',
        'const deficit = 0',
      ),
      change('domain/ledger/ledger', 'byKind: taken.byKind },', '},'),
    ],
  },
  {
    name: 'rounded twice: the rate first, each multiplier again',
    changes: [
      change(
        'domain/earning/earning',
        'grow(`${label} ${percent / 100} 倍`, times(sum, percent))',
        'grow(`${label} ${percent / 100} 倍`, times({ over: BigInt(shown), under: 1n }, percent))',
      ),
    ],
  },
  {
    name: "the server's zone instead of Shanghai's",
    changes: [change('domain/business-day', 'SHANGHAI_MINUTES = 8 * 60', 'SHANGHAI_MINUTES = 0')],
  },
  {
    name: 'a cancellation restores to a new lot',
    changes: [
      change(
        'domain/ledger/ledger',
        /const back = grace \? .*/,
        "const back = addToLots([], [{ expiresOn: '2031-12-31', points: sumOfLots(good) + late }])",
      ),
    ],
  },
  {
    name: 'an order posts twice',
    changes: [
      change('domain/claim/claim', '      points: worth.points,', '      points: claim.points,'),
    ],
  },
  {
    name: 'the caps are forgotten',
    changes: [
      change(
        'domain/earning/earning',
        'if (order === null && day === null) return null',
        'return null',
      ),
    ],
  },
  {
    name: 'an expiry is lost',
    changes: [change('domain/ledger/ledger', 'if (!last) return', 'return')],
  },
  {
    name: 'the lots are spent in the wrong order',
    changes: [
      change(
        'domain/account/lot',
        'for (const lot of lots) {\n    const part',
        'for (const lot of [...lots].reverse()) {\n    const part',
      ),
      change(
        'domain/account/lot',
        'return { left, taken }',
        'return { left: left.reverse(), taken }',
      ),
    ],
  },
  {
    name: 'a conflict is ignored',
    changes: [
      change(
        'platform/database/transaction',
        'await sdk.commit()',
        'await sdk.commit().catch(() => 0)',
      ),
    ],
  },
  {
    name: 'a gift of a tier is given twice',
    changes: [
      change('workflows/tier/tier-look', '{ ...state, gifts: [],', '{ ...state,'),
      change('workflows/tier/tier-look', "if (await tx.get('ledger', entry)) return before", ''),
      change(
        'domain/tier/tier-gift',
        '...{ key, source',
        '...{ key: `${key}:${start.account.seq}`, source',
      ),
    ],
  },
  {
    name: 'a tier that was not kept is not lost',
    changes: [
      change(
        'domain/tier/tier-state',
        'return { ...state, id: below?.id ?? state.id, grace: null }',
        'return below ? { ...state, grace: null } : state',
      ),
    ],
  },
  {
    name: 'a tier falls without its grace',
    changes: [change('domain/tier/tier-state', 'policy.graceDays === 0', 'policy.graceDays >= 0')],
  },
  {
    name: 'the reward of a task stays after a refund',
    changes: [
      change(
        'domain/task/task-order',
        'if (!paid || isReached(progress)) {',
        'if (paid || !paid) {',
      ),
    ],
  },
  {
    name: 'the reward of a task is collected twice',
    changes: [
      change(
        'domain/task/task-collect',
        "if (progress.paid) return { refused: 'TASK_COLLECTED' as const }",
        '',
      ),
    ],
  },
]

function change(file, from, to) {
  return { file: `cloudfunctions/${file}.ts`, from, to }
}
