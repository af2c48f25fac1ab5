import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const DOMAIN = 'cloudfunctions/domain'
const FUNCTIONS = 'cloudfunctions/functions'

/** Whether one of the texts does something with the constant: types and comments do nothing. */
export function isUsed(constant: string, texts: readonly string[]): boolean {
  const word = new RegExp(`(?<!typeof\\s+|[.\\w])${constant}\\b(?!\\s*:)`)
  return texts.some((text) => word.test(withoutImports(text)))
}

/** Whether a file imports this constant of a contract: an everyday word alone may be anything. */
export function takesFromContract(text: string, constant: string): boolean {
  const imports = text.matchAll(/^import\s+([^'"]*?)\s+from\s+['"][^'"]*contracts\/[^'"]+['"]/gm)
  return [...imports].some(([, what = '']) => {
    const [, all] = /\*\s+as\s+(\w+)/.exec(what) ?? []
    const name = all === undefined ? `[{,\\s]${constant}[,\\s}]` : `\\b${all}\\.${constant}\\b`
    return new RegExp(name).test(all === undefined ? what : text)
  })
}

function withoutImports(text: string): string {
  return text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^(?:import|export)\s[^'"]*?from\s*['"][^'"]+['"]/gm, '')
}

/**
 * Rules whose tests stand elsewhere, most of them with their handlers. A new rule, also one in these
 * files, is tested beside itself, where a case costs a millisecond.
 */
export const TESTED_ELSEWHERE: Record<string, { by: string; rules: string[] }> = {
  [`${DOMAIN}/books/correction.ts`]: {
    by: `${FUNCTIONS}/staff/correction.test.ts`,
    rules: ['refuseReverse', 'reverseKey', 'reverse', 'adjustKey', 'adjust'],
  },
  [`${DOMAIN}/books/reconciliation.ts`]: {
    by: `${FUNCTIONS}/jobs/reconciliation.test.ts`,
    rules: ['newCheckpoint', 'advance', 'driftsOf', 'missingAccount', 'poolDrift', 'stockDrift'],
  },
  [`${DOMAIN}/guide/duty.ts`]: {
    by: `${FUNCTIONS}/guide/rights.test.ts`,
    rules: ['dutyScene', 'readDutyCode', 'dutyToday', 'refuseEnded'],
  },
  [`${DOMAIN}/mall/redemption-cancel.ts`]: {
    by: `${DOMAIN}/mall/redemption.test.ts`,
    rules: ['redeemedBy', 'refuseCancel', 'refuseOwnCancel', 'cancelKey', 'cancelMade'],
  },
  [`${DOMAIN}/member/profile.ts`]: {
    by: `${FUNCTIONS}/member/profile.test.ts`,
    rules: ['refuseBirthday', 'setBirthday'],
  },
  [`${DOMAIN}/print-code/print-code-collect.ts`]: {
    by: `${FUNCTIONS}/member/print-code.test.ts`,
    rules: [
      'firstCodeAnswer',
      'refuseLocked',
      'countWrong',
      'refuseCollect',
      'refuseFull',
      'collect',
    ],
  },
  [`${DOMAIN}/task/review.ts`]: {
    by: `${FUNCTIONS}/member/review.test.ts`,
    rules: ['reviewId', 'isReviewable', 'refuseReview', 'lettersOf', 'payReview', 'takeReviewBack'],
  },
  [`${DOMAIN}/task/task-collect.ts`]: {
    by: `${DOMAIN}/task/task.test.ts`,
    rules: ['firstTaskAnswer', 'decideCollect', 'collectTask', 'withTaskAnswer', 'answerOf'],
  },
}

/** The rules that a file exports. */
export const rulesIn = (text: string) =>
  [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name = '']) => name)

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  )
const rules = filesBelow(DOMAIN)
const handlers = filesBelow(FUNCTIONS)
  .filter((file) => basename(file) !== 'index.ts')
  .map((file) => ({ file, text: withoutImports(readFileSync(join(FUNCTIONS, file), 'utf8')) }))

/** The tests that the rules of an action lack. */
export function untestedRules(name: string, constant: string): string[] {
  const own = handlers.filter(({ text }) => isUsed(constant, [text])).map(({ file }) => file)
  return rulesNamed(name, own, rules)
    .map((file) => join(DOMAIN, file))
    .filter((file) => {
      const elsewhere = TESTED_ELSEWHERE[file]?.rules ?? []
      return rulesIn(readFileSync(file, 'utf8')).some((rule) => !elsewhere.includes(rule))
    })
    .map((file) => file.replace(/\.ts$/, '.test.ts'))
    .filter((file) => !existsSync(file))
}

/** The files that have the name of the action, of its slug or of its handler. */
export function rulesNamed(
  name: string,
  own: readonly string[],
  files: readonly string[],
): string[] {
  const [slug = '', verb = ''] = name.split('.')
  const kebab = verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const names = [`${slug}.ts`, `${slug}-${kebab}.ts`, ...own.map((file) => basename(file))]
  return files.filter((file) => names.includes(basename(file)))
}
