import { useCallback, useState } from 'react'
import { cloudApi, type Doc } from '../cloud-api'
import { useLoaded } from '../use-loaded'
import type { Collection } from './collections'

export const PAGE_SIZE = 25

/** The documents of a collection that are wanted. */
export interface Choice {
  query: Record<string, unknown>
  page: number
}

export interface DocumentPage {
  documents: Doc[]
  total: number
}

/** One page of a collection, with the number of documents that match. */
export function useDocuments(collection: Collection, { query, page }: Choice) {
  // The list of collections is made again all the time, so keep the collection from the start.
  const [{ name, sort }] = useState(collection)
  const load = useCallback(async (): Promise<DocumentPage> => {
    const [documents, total] = await Promise.all([
      cloudApi.find(name, { query, sort, skip: page * PAGE_SIZE, limit: PAGE_SIZE }),
      cloudApi.count(name, query),
    ])
    return { documents, total }
  }, [name, sort, query, page])
  return useLoaded(load)
}
