import { calculateGiveBack, checkPublications, rollBack } from '../../contracts/programme/program'
import { giveBack, percent } from '../../domain/earning/give-back'
import { questionOf } from '../../domain/programme/publication'
import { sumOf } from '../../platform/database/collection'
import { inForce } from '../../workflows/programme/publication'
import { checkDrafts } from '../../workflows/programme/publish'
import { rollBackTo } from '../../workflows/programme/roll-back'
import { staffHandler } from '../../platform/door/staff-gate'

export const handleCheckPublications = staffHandler(checkPublications, ({ operator }, context) =>
  checkDrafts({ ...context, operator: context.staffName ?? operator }),
)

export const handleRollBack = staffHandler(rollBack, ({ operator, ...asked }, context) =>
  rollBackTo({ ...context, operator: context.staffName ?? operator }, asked),
)

export const handleCalculateGiveBack = staffHandler(calculateGiveBack, async (input, context) => {
  const { rules } = (await inForce(context.brand, context.now)).program
  const question = questionOf({
    ...rules,
    earn: {
      ...rules.earn,
      points: input.earnPoints ?? rules.earn.points,
      perFen: input.earnPerFen ?? rules.earn.perFen,
    },
    giveBack: {
      ...rules.giveBack,
      worthPoints: input.worthPoints ?? rules.giveBack.worthPoints,
      worthFen: input.worthFen ?? rules.giveBack.worthFen,
    },
  })
  const answer = giveBack(question)
  const outstandingPoints = await sumOf('accounts', { brand: context.brand }, 'balance')
  const { worth } = question
  return {
    giveBackPercent: percent(answer.giveBackBasisPoints),
    expectedPercent: percent(answer.expectedBasisPoints),
    marginLeftPercent: percent(answer.marginLeftBasisPoints),
    withinLimit: answer.withinLimit,
    verdict: answer.verdict,
    outstandingPoints,
    // Rounded up: a liability is never shown too small.
    liabilityFen: Math.ceil((outstandingPoints * worth.fen) / worth.points),
  }
})
