import { Aggregator } from 'mingo/aggregator'
import { cloneDocument, isPlainObject, type Document } from './document'
import { requestFailed } from './errors'
import type { FindOptions, Found } from './find'
import { distanceMeters, pointOf } from './geo'
import { MATCH_CONTEXT } from './match'
import { valuesAt } from './paths'

export type Find = (collection: string, query: Document, options: FindOptions) => Found

/** The leading $match, $sort and $limit go to the planner; mingo does the rest. */
export function aggregateDocuments(find: Find, collection: string, stages: readonly Document[]) {
  const rest = [...stages]
  const query = takeMatches(rest)
  const options: FindOptions = {}
  const first = rest[0]
  const sort = first && sortOf(first)
  if (sort) {
    options.sort = sort
    rest.shift()
  }
  const limit = rest[0]?.$limit
  if (typeof limit === 'number') options.limit = limit
  const near = rest[0]?.$geoNear
  if (isPlainObject(near)) rest.shift()
  const { documents, explain } = find(collection, query, options)
  const input = isPlainObject(near) ? geoNear(documents, near) : documents
  return { documents: runPipeline(find, input, rest), explain }
}

function runPipeline(find: Find, input: Document[], stages: Document[]): Document[] {
  if (stages.length === 0) return input
  try {
    return (
      new Aggregator(stages, {
        context: MATCH_CONTEXT,
        collectionResolver: (name) => find(name, {}, {}).documents.map(cloneDocument),
        scriptEnabled: false,
      })
        // mingo changes what it is given.
        .run(input.map(cloneDocument))
        .filter(isPlainObject)
    )
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw requestFailed(`[FailedOperation.Aggregate] ${reason}`)
  }
}

function takeMatches(stages: Document[]): Document {
  const matches: Document[] = []
  while (isPlainObject(stages[0]?.$match)) {
    matches.push(stages[0].$match)
    stages.shift()
  }
  return matches.length <= 1 ? (matches[0] ?? {}) : { $and: matches }
}

function sortOf(stage: Document): Record<string, 1 | -1> | undefined {
  if (!isPlainObject(stage.$sort)) return undefined
  const entries = Object.entries(stage.$sort)
  if (!entries.every(([, direction]) => direction === 1 || direction === -1)) return undefined
  return Object.fromEntries(entries.map(([path, way]) => [path, way === -1 ? -1 : 1]))
}

function geoNear(documents: readonly Document[], options: Document): Document[] {
  const center = pointOf(options.near)
  const path = typeof options.key === 'string' ? options.key : 'location'
  const field = String(options.distanceField ?? 'distance')
  if (!center) throw requestFailed('[FailedOperation.Aggregate] $geoNear needs near')
  const most = typeof options.maxDistance === 'number' ? options.maxDistance : Infinity
  const least = typeof options.minDistance === 'number' ? options.minDistance : 0
  return documents
    .flatMap((document) => {
      const point = pointOf(valuesAt(document, path)[0])
      return point ? [{ ...document, [field]: distanceMeters(center, point) }] : []
    })
    .filter((document) => Number(document[field]) <= most && Number(document[field]) >= least)
    .sort((a, b) => Number(a[field]) - Number(b[field]))
}
