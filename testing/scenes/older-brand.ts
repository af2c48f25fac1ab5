import { checkPublications } from '../../cloudfunctions/contracts/programme/program'
import type { BrandCloud } from '../brand-cloud'
import type { Written } from '../programme-documents'

/** As if the brand had been published with these documents of its programme, and never before. */
export async function publishedAnew(brand: BrandCloud, documents: readonly Written[]) {
  await forgetProgramme(brand)
  for (const document of documents) await brand.cloud.database.put('programs', { ...document })
  const report = await brand.console.get(checkPublications, { operator: '店长' })
  // Other instances keep what they have read for this long.
  brand.cloud.clock.advance(61_000)
  return report
}

/** A brand from before there were parts: one document holds the whole programme. */
export async function asOlderBrand(brand: BrandCloud): Promise<void> {
  await publishedAnew(brand, [await brand.program()])
}

async function forgetProgramme({ cloud }: BrandCloud): Promise<void> {
  const { database } = cloud
  for (const { _id } of await database.all('programs')) {
    await database.remove('programs', String(_id))
  }
  for (const { _id } of await database.find('published', { collection: 'programs' })) {
    await database.remove('published', String(_id))
  }
}
