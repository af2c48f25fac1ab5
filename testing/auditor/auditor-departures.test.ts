import { RETENTION } from '../../cloudfunctions/domain/account/account-retention'
import { PERSONAL } from './auditor-departures'

/** These stay as fields, without what they said. */
const EMPTIED = ['nickname', 'phoneTail', 'phoneMasked']

test('P2: the auditor looks for every field of an account that is personal', () => {
  const personal = Object.entries(RETENTION).filter(([, kind]) => kind === 'person')
  const fields = personal.map(([field]) => field).filter((field) => !EMPTIED.includes(field))
  expect(fields.filter((field) => !PERSONAL.includes(field))).toEqual([])
})
