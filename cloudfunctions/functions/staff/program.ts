import { checkPublications } from '../../contracts/program'
import { checkDrafts } from '../../platform/publish'
import { staffHandler } from '../../platform/staff-gate'

export const handleCheckPublications = staffHandler(checkPublications, (_input, { brand, now }) =>
  checkDrafts(brand, now),
)
