import { makeDutyCode, makeVisitCode } from '../../contracts/guide/shop'
import { dutyScene } from '../../domain/guide/duty'
import { visitScene } from '../../domain/task/task-visit'
import { uploadFile } from '../../platform/file'
import { makeCode } from '../../platform/wechat/mini-program-code'
import { inForce } from '../../workflows/programme/publication'
import { staffHandler } from '../../platform/door/staff-gate'

/** The page that a scanned duty code opens. */
const DUTY_PAGE = 'packages/guide/duty/index'
/** The page that the code on a shop's wall opens. */
const VISIT_PAGE = 'packages/earn/task/index'

export const handleMakeDutyCode = staffHandler(makeDutyCode, async ({ shopId }, context) => {
  const { brand, now } = context
  const shop = (await inForce(brand, now)).shops.get(shopId)
  if (!shop) return { refused: 'SHOP_NOT_FOUND' }
  const scene = dutyScene(shop.rules.dutyCode)
  const fileId = await uploadFile(`duty/${brand}-${shopId}.png`, await makeCode(scene, DUTY_PAGE))
  return { fileId, scene }
})

export const handleMakeVisitCode = staffHandler(makeVisitCode, async ({ shopId }, context) => {
  const { brand, now } = context
  const shop = (await inForce(brand, now)).shops.get(shopId)
  if (!shop) return { refused: 'SHOP_NOT_FOUND' }
  const { visitCode } = shop.rules
  if (visitCode === null) return { refused: 'NO_VISIT_CODE' }
  const scene = visitScene(visitCode)
  const fileId = await uploadFile(`visit/${brand}-${shopId}.png`, await makeCode(scene, VISIT_PAGE))
  return { fileId, scene }
})
