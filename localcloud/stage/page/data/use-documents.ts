import { useCallback } from 'react'
import { cloudApi, type Doc } from '../cloud-api'
import { useLoaded } from '../use-loaded'
import type { Collection } from './collections'

export const PAGE_SIZE = 25

export interface DocumentPage {
  documents: Doc[]
  total: number
}

/** One page of a collection, with the number of documents that match. */
export function useDocuments(
  { name, sort }: Pick<Collection, 'name' | 'sort'>,
  query: Record<string, unknown>,
  page: number,
) {
  const load = useCallback(async (): Promise<DocumentPage> => {
    const [documents, total] = await Promise.all([
      cloudApi.find(name, { query, sort, skip: page * PAGE_SIZE, limit: PAGE_SIZE }),
      cloudApi.count(name, query),
    ])
    return { documents, total }
  }, [name, sort, query, page])
  return useLoaded(load)
}
