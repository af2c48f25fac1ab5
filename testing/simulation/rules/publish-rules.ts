import type { Ask, Outcome } from '../ask'
import type { Written } from '../../programme-documents'
import type { Rules } from '../programme/programme'
import type { World } from '../world/world'

type RollBack = Extract<Ask, { kind: 'roll-back' }>

/** Staff save a whole programme: each of its documents that says something new gets a version. */
export function publish(world: World, number: number, rules: Rules): void {
  const published = new Map(world.published)
  for (const document of rules.documentsOf(number)) {
    const before = published.get(document._id) ?? []
    const newest = before.at(-1)
    const isSame = newest !== undefined && sayTheSame(newest, document)
    if (!isSame) {
      published.set(document._id, [...before, document])
      world.rolledBack.delete(document._id)
    } else if (world.rolledBack.has(document._id) && !world.maybeTwice.has(document._id)) {
      // A roll-back writes defaults out that staff left out, so this may be a version of its own.
      world.maybeTwice.set(document._id, before.length)
    }
  }
  world.published = published
  readAgain(world, rules)
}

/**
 * One document says again what an earlier version of it said; the others do not move. What is in
 * force already may get a new number: a default that staff left out may stand there written out.
 */
export function rollBack(
  world: World,
  ask: RollBack,
  rules: Rules,
  outcome: Outcome | null,
): Outcome {
  const first = world.firstVersions.get(ask.document) ?? 1
  const bodies = bodiesBefore(world, ask, first, outcome)
  const told = answerOf(ask, first, bodies, outcome)
  const last = first + bodies.length - 1
  const wanted = bodies[ask.version - first]
  const isNew = 'ok' in told && told.ok.version !== last
  const published = isNew && wanted ? [...bodies, wanted] : bodies
  world.published = new Map(world.published).set(ask.document, published)
  if (isNew) world.rolledBack.add(ask.document)
  readAgain(world, rules)
  return told
}

/** All versions, with the one that was perhaps made if only then the answer is right. */
function bodiesBefore(
  world: World,
  ask: RollBack,
  first: number,
  outcome: Outcome | null,
): readonly Written[] {
  const bodies = world.published.get(ask.document) ?? []
  const at = world.maybeTwice.get(ask.document)
  const twice = at === undefined ? undefined : bodies[at - 1]
  if (at === undefined || !twice || !outcome) return bodies
  const more = [...bodies.slice(0, at), twice, ...bodies.slice(at)]
  const fits = (all: readonly Written[]) =>
    JSON.stringify(answerOf(ask, first, all, outcome)) === JSON.stringify(plain(outcome))
  if (fits(bodies) || !fits(more)) return bodies
  world.maybeTwice.delete(ask.document)
  return more
}

const plain = (outcome: Outcome) =>
  'refused' in outcome ? { refused: outcome.refused } : { ok: { version: outcome.ok.version } }

function answerOf(
  { version }: RollBack,
  first: number,
  bodies: readonly Written[],
  outcome: Outcome | null,
): Outcome {
  const [wanted, newest] = [bodies[version - first], bodies.at(-1)]
  const last = first + bodies.length - 1
  if (!wanted) return { refused: 'VERSION_NOT_FOUND' }
  if (version === last) return { refused: 'ALREADY_IN_FORCE' }
  const isSame = newest !== undefined && sayTheSame(wanted, newest)
  const told = outcome && 'ok' in outcome ? outcome.ok.version : null
  return { ok: { version: isSame && told === last ? last : last + 1 } }
}

/** In whichever order their fields stand. */
function sayTheSame(one: object, other: object): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other))
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return fields.map(([name, each]) => [name, inOrder(each)])
}

function readAgain(world: World, rules: Rules): void {
  const newest = [...world.published.values()].flatMap((bodies) => bodies.at(-1) ?? [])
  world.programme = rules.read(newest)
}
