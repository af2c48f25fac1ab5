import { makeDutyCode } from '../../contracts/shop'
import { dutyScene } from '../../domain/duty'
import { uploadFile } from '../../platform/file'
import { makeCode } from '../../platform/mini-program-code'
import { inForce } from '../../platform/publication'
import { staffHandler } from '../../platform/staff-gate'

/** The page that a scanned duty code opens. */
const DUTY_PAGE = 'packages/guide/duty/index'

export const handleMakeDutyCode = staffHandler(makeDutyCode, async ({ shopId }, context) => {
  const { brand, now } = context
  const shop = (await inForce(brand, now)).shops.get(shopId)
  if (!shop) return { refused: 'SHOP_NOT_FOUND' }
  const scene = dutyScene(shop.rules.dutyCode)
  const fileId = await uploadFile(`duty/${brand}-${shopId}.png`, await makeCode(scene, DUTY_PAGE))
  return { fileId, scene }
})
