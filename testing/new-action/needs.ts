import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DOOR_REFUSALS, type Action } from '../../cloudfunctions/contracts/action'
import { ACTION_TITLES } from '../../cloudfunctions/contracts/action-titles'
import { BUG } from '../../miniprogram/src/text/door'
import { failureOf } from '../../miniprogram/src/text/failure'
import { answeredLater } from '../../miniprogram/src/text/in-flight'
import { audienceOf, type ExportedAction } from '../actions'
import { goodInput } from '../bad-input/schema-fields'
import { BUDGETS } from '../bench/database-calls'
import { MATRIX } from '../crash-matrix/crash-matrix-actions'
import { CUT_OFF_ELSEWHERE, READ_ONLY } from './read-only'
import { loadedFiles } from './loaded'
import { isUsed, takesFromContract, untestedRules } from './sources'

/** Checks one action; returns what is missing, in words that follow its name, or null. */
export type Need = (exported: ExportedAction) => string | null

const ROOT = join(__dirname, '../..')
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const isPhones = (action: Action) => ['member', 'guide'].includes(audienceOf(action))
const hasRequestId = ({ input }: Action) =>
  'entries' in input && 'requestId' in (input.entries as object)

/** The content of all files below a folder whose names match the pattern. */
function textsBelow(folder: string, names: RegExp): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  return files.filter((file) => names.test(file)).map((file) => textOf(join(folder, file)))
}

/** A file that lists its cases by action name. */
const listedIn = (file: string) => {
  const text = textOf(file)
  return ({ name }: Action) => text.includes(`'${name}'`)
}

const isAsked = listedIn('testing/scenes/every-ask.ts')
const isReused = listedIn('testing/bad-input/reused-request-ids.test.ts')
const isOld = listedIn('testing/bad-input/old-request-ids.test.ts')
const hasRoles = listedIn('cloudfunctions/functions/staff/roles.test.ts')
const tests = textsBelow('cloudfunctions/functions', /\.test\.ts$/)
/** Sentences know actions by their types, and ask none. */
const screens = [...loadedFiles()]
  .filter((file) => !file.startsWith('miniprogram/src/text/'))
  .map((file) => readFileSync(file, 'utf8'))
/** What the lives of the simulation ask for; its rules know actions by their names only. */
const lives = textsBelow('testing/simulation', /(?<!\.test)\.ts$/)
const page = textOf('docs/actions.md')
const changes = textOf('CHANGELOG.md')
const calls = textOf('miniprogram/src/cloud/make-call.ts')
const BEGINS_OR_ENDS = ['join.join', 'leave.leave']

const mentions = (texts: string[], constant: string) =>
  texts.some((text) => takesFromContract(text, constant))

/** One line per thing that a new action needs, in the order of the recipe in CONTRIBUTING.md. */
export const NEEDS: Need[] = [
  ({ action, file }) => {
    const [slug = ''] = action.name.split('.')
    const isHis = new RegExp(`^${slug}(-[a-z-]+)?\\.ts$`).test(basename(file))
    return isHis ? null : `stands in contracts/${file}, which its slug does not name`
  },
  ({ action: { name } }) =>
    name in ACTION_TITLES ? null : 'has no title in contracts/action-titles.ts',
  ({ action }) =>
    audienceOf(action) !== 'staff' || hasRoles(action)
      ? null
      : 'has no row in the matrix of functions/staff/roles.test.ts',
  ({ action, constant }) => {
    const [rule] = untestedRules(action.name, constant)
    return rule === undefined ? null : `has a rule without a test: write ${rule}`
  },
  ({ constant }) =>
    mentions(tests, constant) ? null : `has no test beside its handler (${constant})`,
  ({ action }) => {
    try {
      goodInput(action.input)
      return null
    } catch {
      return 'has no good input in testing/bad-input/schema-fields.ts'
    }
  },
  ({ action }) =>
    hasRequestId(action) && !isReused(action)
      ? 'has no case in testing/bad-input/reused-request-ids.test.ts'
      : null,
  ({ action }) =>
    hasRequestId(action) && !isOld(action)
      ? 'is neither repeated nor excused in testing/bad-input/old-request-ids.test.ts'
      : null,
  ({ action }) =>
    audienceOf(action) !== 'member' || BEGINS_OR_ENDS.includes(action.name) || isAsked(action)
      ? null
      : 'has no input in testing/scenes/every-ask.ts',
  ({ action: { name } }) => {
    if (READ_ONLY.includes(name) || CUT_OFF_ELSEWHERE[name]) return null
    return MATRIX.some(({ action }) => action.name === name)
      ? null
      : 'has no row in the crash matrix and is not in testing/new-action/read-only.ts'
  },
  ({ action }) =>
    !isPhones(action) || BUDGETS.some((budget) => budget.action.name === action.name)
      ? null
      : 'is not counted in testing/bench/database-calls.ts',
  ({ action, constant }) =>
    !isPhones(action) || mentions(lives, constant)
      ? null
      : 'is lived by nobody: ask for it in testing/simulation/acts/',
  ({ action }) => {
    if (!isPhones(action)) return null
    const dumb = [...action.refusals, ...DOOR_REFUSALS].filter(
      (refused) => failureOf(action, { refused }).title === BUG.title,
    )
    return dumb.length === 0 ? null : `has no sentence for ${dumb.join(', ')} in text/failure.ts`
  },
  ({ action }) => {
    const isNamed = answeredLater(action.name, { ok: {} }).title.includes(
      ACTION_TITLES[action.name],
    )
    return !isPhones(action) || !hasRequestId(action) || isNamed
      ? null
      : 'has no word in miniprogram/src/text/in-flight.ts'
  },
  ({ action }) => {
    const [slug = ''] = action.name.split('.')
    const isCalled = new RegExp(`^ *'?${slug}'?: '${audienceOf(action)}',$`, 'm').test(calls)
    return !isPhones(action) || isCalled
      ? null
      : `finds no function: \`${slug}\` is not in miniprogram/src/cloud/make-call.ts`
  },
  ({ action, constant }) =>
    !isPhones(action) || isUsed(constant, screens)
      ? null
      : `is asked by no screen: nothing that a page loads uses ${constant}, text/ aside`,
  ({ action: { name } }) =>
    page.includes(`\`${name}\``) ? null : 'is not in docs/actions.md: npm run docs',
  ({ action: { name } }) =>
    changes.includes(`\`${name}\``) ? null : 'is in no list of actions in CHANGELOG.md',
]

/** Everything that an action lacks, as whole sentences. */
export function missingOf(exported: ExportedAction): string[] {
  return NEEDS.flatMap((need) => {
    const missing = need(exported)
    return missing === null ? [] : [`\`${exported.action.name}\` ${missing}`]
  })
}
