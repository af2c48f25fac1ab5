import { back, type PersonsPhone } from './persons-phone'
import { reads, sees } from './sees'

/** Opens the write-off page without being on duty. */
export async function writeOffOffDuty(phone: PersonsPhone, code: string): Promise<void> {
  await phone.openAt('packages/guide/write-off/index')
  await phone.type('write-off-code', code)
  await phone.tap('write-off-validate')
  await sees(phone, '还没上岗', '先扫门店码上岗，再来处理')
  await phone.picture('guide-off-duty')
  await phone.tap('write-off-duty')
  await sees(phone, '沈清', '工号 0318', '扫店码上岗')
}

export async function openDuty(phone: PersonsPhone): Promise<void> {
  await phone.openAt('pages/home/index')
  await phone.openTab('me')
  await phone.tap('me-guide')
  await sees(phone, '沈清', '还没上岗')
}

export async function refusedDuty(
  phone: PersonsPhone,
  shopCode: string,
  sentence: string,
): Promise<void> {
  await phone.type('shop-code', shopCode)
  await phone.tap('duty-start')
  await reads(phone, 'duty-failure', sentence)
}

export async function startDuty(
  phone: PersonsPhone,
  shopCode: string,
  shopName: string,
): Promise<void> {
  await phone.type('shop-code', shopCode)
  await phone.tap('duty-start')
  await sees(phone, `${shopName} ·`, '今天核销')
  await phone.picture('guide-on-duty')
}

export async function endDuty(phone: PersonsPhone): Promise<void> {
  await phone.tap('duty-end')
  await sees(phone, '还没上岗')
}

/** On a phone with a camera the large tile scans, and a small one is for typing. */
export async function openWriteOff(phone: PersonsPhone): Promise<void> {
  const ids = await phone.ids()
  await phone.tap(ids.includes('duty-write-off-type') ? 'duty-write-off-type' : 'duty-write-off')
}

export async function refusedCode(
  phone: PersonsPhone,
  code: string,
  ...sentences: string[]
): Promise<void> {
  await phone.type('write-off-code', code)
  await phone.tap('write-off-validate')
  await sees(phone, ...sentences)
  await phone.picture('guide-refused')
  await phone.tap('write-off-next')
}

export async function writeOff(phone: PersonsPhone, code: string): Promise<void> {
  await phone.type('write-off-code', code)
  await phone.tap('write-off-validate')
  await sees(phone, '满 100 减 20', '核销后不能撤回')
  await phone.picture('guide-checked')
  await phone.tap('write-off-confirm')
  await sees(phone, '核销成功', '湖滨店 · 沈清')
  await phone.picture('guide-written-off')
  await phone.tap('write-off-next')
}

export const backToDuty = back
