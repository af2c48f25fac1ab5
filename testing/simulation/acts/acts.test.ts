import { ASKED } from './act-asks'
import { ACTS } from './acts'
import { ACT_RULES } from '../rules/act-rules'

test('every small act is asked for in the lives, and the model has a rule for it', () => {
  const all = Object.keys(ACTS).sort()
  expect(Object.keys(ACT_RULES).sort()).toEqual(all)
  expect([...ASKED].sort()).toEqual(all)
})

test('a small act is the action whose name it has', () => {
  const wrong = Object.entries(ACTS).filter(([name, { action }]) => action.name !== name)
  expect(wrong).toEqual([])
})
