import { guideGate } from '../../platform/door/caller-gate'
import { door } from '../../platform/door/door'
import { handleEndDuty, handleOpenDuty, handleStartDuty } from './duty'
import { handleHandOver } from './hand-over'
import { handleValidateCoupon, handleWriteOff } from './write-off'

/** 导购: the actions of a shop guide on the phone. */
export const main = door(guideGate, [
  handleOpenDuty,
  handleStartDuty,
  handleEndDuty,
  handleValidateCoupon,
  handleWriteOff,
  handleHandOver,
])
