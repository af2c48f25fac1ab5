import type { Outcome } from '../ask'
import { readRules } from '../programme/programme'
import { newWorld, type World } from '../world/world'
import { publish, rollBack } from './publish-rules'

const RULES = readRules()
const [FIRST, SECOND] = [1, 268]
const document = RULES.documentsOf(FIRST)
  .filter(({ _id }) => _id.endsWith(':tasks'))
  .map(({ _id }) => _id)[0]

function back(world: World, version: number, outcome: Outcome): Outcome {
  const ask = { kind: 'roll-back' as const, who: 'staff', requestId: 'r', version }
  return rollBack(world, { ...ask, document: document ?? '' }, RULES, outcome)
}

/** Version 1, version 2, and 3, which is 1 again; then staff publish what they wrote for 1. */
function world(): World {
  const made = newWorld(RULES, RULES.documentsOf(FIRST), new Map())
  publish(made, SECOND, RULES)
  expect(back(made, 1, { ok: { version: 3 } })).toEqual({ ok: { version: 3 } })
  publish(made, FIRST, RULES)
  return made
}

test('what a roll-back has written out may become a version of its own, when staff publish it as they wrote it', () => {
  const same = world()
  expect(back(same, 3, { refused: 'ALREADY_IN_FORCE' })).toEqual({ refused: 'ALREADY_IN_FORCE' })
  const twice = world()
  expect(back(twice, 3, { ok: { version: 5 } })).toEqual({ ok: { version: 5 } })
  expect(back(twice, 5, { refused: 'ALREADY_IN_FORCE' })).toEqual({ refused: 'ALREADY_IN_FORCE' })
})

test('without a roll-back there is no version that nobody knows of', () => {
  const made = newWorld(RULES, RULES.documentsOf(FIRST), new Map())
  publish(made, SECOND, RULES)
  publish(made, SECOND, RULES)
  expect(back(made, 2, { ok: { version: 4 } })).toEqual({ refused: 'ALREADY_IN_FORCE' })
})
