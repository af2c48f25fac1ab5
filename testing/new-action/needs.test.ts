import { existsSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { action, type Action } from '../../cloudfunctions/contracts/action'
import type { ActionName } from '../../cloudfunctions/contracts/action-titles'
import type { Caller } from '../../localcloud/cloud'
import { allActions, audienceOf, exportedActions } from '../actions'
import { openBrandCloud, type BrandCloud } from '../brand-cloud'
import { MATRIX } from '../crash-matrix/crash-matrix-actions'
import { loadedFiles } from './loaded'
import { missingOf } from './needs'
import { CUT_OFF_ELSEWHERE, READ_ONLY } from './read-only'
import { isUsed, rulesIn, rulesNamed, TESTED_ELSEWHERE, takesFromContract } from './sources'

const AUDIENCES = ['member', 'guide', 'staff', 'jobs']

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ poolSize: 1 })
})
afterAll(() => brand.close())

/** Whether a function has the action: the door looks for a handler before it checks the input. */
async function hasHandler(audience: string, { name }: Action): Promise<boolean> {
  const caller: Caller = { source: 'wx_devtools' }
  const event = { action: name, input: { 'a field that no contract has': true } }
  const { result } = await brand.cloud.invoke(audience, event, caller)
  return (result as { refused?: string }).refused !== 'ACTION_UNKNOWN'
}

test('every action has its handler, in the function of its audience and in no other', async () => {
  const wrong: string[] = []
  for (const each of allActions()) {
    const right = audienceOf(each)
    for (const audience of AUDIENCES) {
      const has = await hasHandler(audience, each)
      const index = `cloudfunctions/functions/${audience}/index.ts`
      if (audience === right && !has) wrong.push(`\`${each.name}\` has no handler in ${index}`)
      if (audience !== right && has) wrong.push(`\`${each.name}\` has a handler in ${index}, too`)
    }
  }
  expect(wrong).toEqual([])
})

test('nothing that an action needs is forgotten', () => {
  const actions = exportedActions()
  expect(actions.length).toBeGreaterThan(60)
  expect(actions.flatMap(missingOf)).toEqual([])
})

test('an unfinished action gets a line for each thing that is missing', () => {
  const input = v.strictObject({ requestId: v.string(), colour: v.picklist(['of nothing']) })
  const name = 'nothing.wish' as ActionName
  const unfinished = action(name, { input, output: v.strictObject({}), refusals: ['TOO_MANY'] })
  expect(
    missingOf({ action: unfinished, constant: 'wishForNothing', file: 'mall/mall.ts' }),
  ).toEqual([
    '`nothing.wish` stands in contracts/mall/mall.ts, which its slug does not name',
    '`nothing.wish` has no title in contracts/action-titles.ts',
    '`nothing.wish` has no test beside its handler (wishForNothing)',
    '`nothing.wish` has no good input in testing/bad-input/schema-fields.ts',
    '`nothing.wish` has no case in testing/bad-input/reused-request-ids.test.ts',
    '`nothing.wish` is neither repeated nor excused in testing/bad-input/old-request-ids.test.ts',
    '`nothing.wish` has no input in testing/scenes/every-ask.ts',
    '`nothing.wish` has no row in the crash matrix and is not in testing/new-action/read-only.ts',
    '`nothing.wish` is not counted in testing/bench/database-calls.ts',
    '`nothing.wish` is lived by nobody: ask for it in testing/simulation/acts/',
    '`nothing.wish` has no sentence for TOO_MANY in text/failure.ts',
    '`nothing.wish` has no word in miniprogram/src/text/in-flight.ts',
    '`nothing.wish` finds no function: `nothing` is not in miniprogram/src/cloud/make-call.ts',
    '`nothing.wish` is asked by no screen: nothing that a page loads uses wishForNothing, text/ aside',
    '`nothing.wish` is not in docs/actions.md: npm run docs',
    '`nothing.wish` is in no list of actions in CHANGELOG.md',
  ])
})

test('a screen asks an action only where it uses it: an import, a type or a comment asks nothing', () => {
  const wish = "import { wish } from '@contracts/mall/wish'\n"
  expect(isUsed('wish', [`${wish}await call(wish, {})`])).toBe(true)
  expect(isUsed('wish', [wish])).toBe(false)
  expect(
    isUsed('wish', [`import type { wish } from './wish'\ntype Wish = OutputOf<typeof wish>`]),
  ).toBe(false)
  expect(isUsed('wish', [`${wish}// wish for more\n/* wish */ call(wishes)`])).toBe(false)
})

test('a test asks an action only where it takes it from the contract, by its name or with all others', () => {
  const wish = `import { openMall, wish } from '../contracts/mall/mall'\n`
  expect(takesFromContract(wish, 'wish')).toBe(true)
  expect(
    takesFromContract(`import * as mall from '../contracts/mall/mall'\nask(mall.wish)`, 'wish'),
  ).toBe(true)
  expect(
    takesFromContract(`import * as mall from '../contracts/mall/mall'\nconst wish = 1`, 'wish'),
  ).toBe(false)
  expect(
    takesFromContract(`import { wishes } from '../contracts/mall/mall'\nconst wish = 1`, 'wish'),
  ).toBe(false)
})

test('the rule of an action is the file of domain that has its name, or the name of its handler', () => {
  const rules = [
    'claim/claim.ts',
    'claim/claim-withdraw.ts',
    'claim/claim-notice.ts',
    'task/task.ts',
  ]
  const handlers = ['claim/claim-withdraw.ts']
  expect(rulesNamed('claim.withdraw', handlers, rules)).toEqual([
    'claim/claim.ts',
    'claim/claim-withdraw.ts',
  ])
  expect(rulesNamed('print-code.makeBatch', [], ['print-code/print-code-make-batch.ts'])).toEqual([
    'print-code/print-code-make-batch.ts',
  ])
})

test('a rule that has its test elsewhere has none beside it, and the other file is there', () => {
  for (const [rule, { by, rules }] of Object.entries(TESTED_ELSEWHERE)) {
    expect([rule, rulesIn(readFileSync(rule, 'utf8'))]).toEqual([rule, rules])
    expect([rule, existsSync(rule), existsSync(rule.replace('.ts', '.test.ts'))]).toEqual([
      rule,
      true,
      false,
    ])
    expect([by, existsSync(by)]).toEqual([by, true])
  }
})

test('an action that is excused from the crash matrix has no row there, exists, and is cut off elsewhere', () => {
  const names = allActions().map((each) => each.name)
  const excused = [...READ_ONLY, ...Object.keys(CUT_OFF_ELSEWHERE)]
  expect(excused.filter((each) => !names.some((name) => name === each))).toEqual([])
  const rows = MATRIX.map((row) => String(row.action.name))
  expect(excused.filter((each) => rows.includes(each))).toEqual([])
  for (const file of Object.values(CUT_OFF_ELSEWHERE)) {
    expect([file, existsSync(file) && readFileSync(file, 'utf8').includes("'crashAfter'")]).toEqual(
      [file, true],
    )
  }
})

test('a file of the phone that no page loads asks nothing, whoever else imports it', () => {
  const loaded = loadedFiles(['miniprogram/src/packages/coupon/show/index.tsx'])
  expect(loaded).toContain('miniprogram/src/packages/coupon/show/show-state.ts')
  expect(loaded).not.toContain('miniprogram/src/packages/guide/duty/duty-state.ts')
  expect(loaded.size).toBeLessThan(loadedFiles().size)
})

/** Joining is a state of what the phone may do, so its tests are the journeys. */
const STATES_IN_JOURNEYS = ['packages/account/join/join-state.ts']

test('the state of every screen has a test beside it', () => {
  const states = [...loadedFiles()].filter((file) => file.endsWith('-state.ts'))
  const untested = states.filter((file) => !existsSync(file.replace(/\.ts$/, '.test.ts')))
  expect(states.length).toBeGreaterThan(10)
  expect(untested).toEqual(STATES_IN_JOURNEYS.map((file) => `miniprogram/src/${file}`))
})
