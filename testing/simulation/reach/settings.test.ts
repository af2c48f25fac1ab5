import { programmeOf } from '../programme/programme'
import { settingCells, settingsOf } from './settings'

test('every choice that staff have in a programme is a cell', () => {
  const cells = settingCells()
  expect(cells).toEqual(
    expect.arrayContaining([
      'earn.rounding is ceil',
      'expiry.policy is fixedDate',
      'tierPolicy.window.kind is anniversary',
      'tasks[].kind is invite',
      'claim.postDays is zero',
      'checkIn.makeUp is none',
    ]),
  )
})

test('a programme reaches the values that are written in it, and no others', () => {
  const reached = settingsOf(programmeOf(2))
  expect(reached).toEqual(
    expect.arrayContaining(['earn.rounding is ceil', 'expiry.policy is fixedDate']),
  )
  expect(reached).not.toContain('earn.rounding is floor')
  expect(settingCells()).toEqual(expect.arrayContaining(reached))
})
