import type { DirectDatabase } from '../../localcloud/database/direct'

/** Anything that can give all documents of a collection. */
export type Reader = Pick<DirectDatabase, 'all'>

/** Every part of the auditor looks at the same documents, which are read once. */
export function readOnce(database: Reader): Reader {
  const known = new Map<string, ReturnType<Reader['all']>>()
  return {
    all(collection) {
      const documents = known.get(collection) ?? database.all(collection)
      known.set(collection, documents)
      return documents
    },
  }
}

/** The documents of a collection, with the type that the caller expects. */
export async function read<T>(database: Reader, collection: string): Promise<T[]> {
  return (await database.all(collection)) as T[]
}
