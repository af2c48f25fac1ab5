import type { Ask, Outcome } from '../ask'
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
    if (!isSame) published.set(document._id, [...before, document])
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
  const bodies = world.published.get(ask.document) ?? []
  const first = firstOf(world, ask)
  const wanted = bodies[ask.version - first]
  const last = first + bodies.length - 1
  if (!wanted) return { refused: 'VERSION_NOT_FOUND' }
  if (ask.version === last) return { refused: 'ALREADY_IN_FORCE' }
  const newest = bodies.at(-1)
  const isSame = newest !== undefined && sayTheSame(wanted, newest)
  const told = outcome && 'ok' in outcome ? outcome.ok.version : null
  if (isSame && told === last) return { ok: { version: last } }
  world.published = new Map(world.published).set(ask.document, [...bodies, wanted])
  readAgain(world, rules)
  return { ok: { version: last + 1 } }
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

/** The number that a document had when the life began. */
function firstOf({ firstVersions }: World, { document }: RollBack): number {
  return firstVersions.get(document) ?? 1
}

function readAgain(world: World, rules: Rules): void {
  const newest = [...world.published.values()].flatMap((bodies) => bodies.at(-1) ?? [])
  world.programme = rules.read(newest)
}
