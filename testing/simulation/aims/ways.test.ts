import { planSteps } from '../plan'
import { AIMS } from './all-aims'

/** The ways of a life of fifty actions, in their order. */
function waysOf(seed: number): string[] {
  const aims = planSteps(seed, 50).flatMap(({ aim }) => (aim ? [`${aim.run} ${aim.name}`] : []))
  return [...new Set(aims)].map((each) => each.slice(each.indexOf(' ') + 1))
}

test('the two hundred lives of CI walk every way, most of them in every kind of programme', () => {
  const walked = Array.from({ length: 200 }, (_, i) => waysOf(i + 1)).flat()
  expect(Object.keys(AIMS).filter((aim) => !walked.includes(aim))).toEqual([])
})

test('the ways come from the seed alone', () => {
  expect(waysOf(12)).toEqual(waysOf(12))
  expect(waysOf(12)).not.toEqual(waysOf(17))
})

test('lives for comparing balances are everyday life alone', () => {
  expect(planSteps(7, 200, false).filter(({ aim }) => aim)).toEqual([])
})
