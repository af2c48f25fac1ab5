import { entryWords, type EntryWords } from '../../cloudfunctions/domain/ledger/entry-words'
import type { Entry } from '../../cloudfunctions/domain/account/entry'
import type { BrandCloud } from '../brand-cloud'
import type { Document } from '../../localcloud/database/document'

/** The words of a ledger document, as its member reads them. */
export function wordsOf(entry: Document): EntryWords {
  return entryWords(entry as unknown as Entry)
}

/** All entries that members read under this title. */
export async function entriesTitled(
  database: BrandCloud['cloud']['database'],
  title: string,
): Promise<Document[]> {
  return (await database.all('ledger')).filter((entry) => wordsOf(entry).title === title)
}
