import { SHAPE_STEPS, type Stored } from '../../domain/shapes'
import type { Collection, Documents } from './documents'

/** Documents that staff write themselves, and `published`, whose `shape` is its body's. */
const WITHOUT_SHAPE: readonly Collection[] = [
  'programs',
  'shops',
  'coupon_templates',
  'catalog',
  'published',
]

/** Newer code wrote this: during an upgrade this old instance must not guess. */
export class NewerShape extends Error {
  override name = 'NewerShape'
}

/** The number of the shape in which documents of this collection are written now. */
export function shapeOf(collection: Collection): number {
  return (SHAPE_STEPS[collection]?.length ?? 0) + 1
}

export function hasShape(collection: Collection): boolean {
  return !WITHOUT_SHAPE.includes(collection)
}

/** The document as it is stored: with the number of its shape. */
export function toStored(collection: Collection, document: object): object {
  return hasShape(collection) ? { ...document, shape: shapeOf(collection) } : { ...document }
}

/** The document as the code knows it: an older shape goes through every later step. */
export function fromStored<C extends Collection>(collection: C, stored: object): Documents[C] {
  if (!hasShape(collection)) return stored as Documents[C]
  const { shape = 1, ...document } = stored as Stored & { shape?: number }
  if (shape > shapeOf(collection)) {
    throw new NewerShape(`${collection}/${String(document._id)} has shape ${shape}`)
  }
  const steps = SHAPE_STEPS[collection]?.slice(shape - 1) ?? []
  return steps.reduce((older, step) => step(older), document) as unknown as Documents[C]
}
