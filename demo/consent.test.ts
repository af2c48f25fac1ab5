import { createHash } from 'node:crypto'
import { DOCUMENTS } from './brand'

/** What each version said: other words need another version, or nobody is asked to agree again. */
const VERSIONS: Record<string, string> = {
  '2026-08-01': 'ef7c598f63b74b9d5eda7279e1a4654ab02c15226bb934e807d2320eb8265248',
}

interface Consent {
  consent: { version: string; title: string; text: string }
}

test('P1: the consent text is the one that its version had', () => {
  const part = DOCUMENTS.programs?.find((each) => 'consent' in each)
  const { version = '', title, text } = (part as Consent | undefined)?.consent ?? {}
  const digest = createHash('sha256').update(`${title}\n${text}`).digest('hex')
  expect({ [version]: digest }).toEqual({ [version]: VERSIONS[version] })
})
