import * as v from 'valibot'
import { openHome } from '../../cloudfunctions/contracts/member/home'
import { openBrandCloud, type BrandCloud } from '../brand-cloud'
import { eventually } from '../weapp/eventually'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import { reads, sees } from './sees'
import { openTasks, readInvitation } from './task-steps'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud({ isolation: 'process' })
})
afterAll(() => brand?.close())

function phoneOf(name: string): WeappPhone {
  const openid = `wx-${name}`
  return new WeappPhone(new Weapp({ distDir: 'dist/weapp', cloud: brand.cloud, openid }))
}

const Card = v.looseObject({ title: v.string(), path: v.string() })

test('T7: a card that is shared after its rules were read brings both members their points when the friend joins', async () => {
  const host = await brand.member('host')
  const phone = phoneOf('host')
  await phone.openAt('pages/home/index')
  await openTasks(phone)
  await readInvitation(phone)
  await phone.tap('task-go-invite')
  await reads(phone, 'invite-today', '今天已奖励 0 / 5 位')
  const card = v.parse(Card, phone.weapp.share())
  // Nothing on the card promises a reward for forwarding it.
  expect(card.title).not.toMatch(/\d|奖|送|红包|朋友圈/)
  await phone.close()
  const friend = phoneOf('friend')
  const [page = '', query = ''] = card.path.split('?')
  await friend.openAt(page.slice(1), Object.fromEntries(new URLSearchParams(query)))
  await friend.tap('join')
  await friend.tap('join-agree')
  friend.weapp.fire('join-phone', 'getphonenumber', { code: 'phone-13800000999' })
  await friend.tap('join-submit')
  await reads(friend, 'balance', '可用积分 50')
  expect((await host.get(openHome, {})).card?.balance).toBe(100)
  await friend.tap('balance')
  await sees(friend, '受邀入会', '+50')
  await friend.close()
  expect([...phone.errors(), ...friend.errors()]).toEqual([])
})

test('E5: scanning a shop’s code opens the visit, which pays immediately', async () => {
  const walker = await brand.member('walker')
  const phone = phoneOf('walker')
  await phone.openAt('packages/earn/task/index')
  await phone.tap('task-go-visit')
  phone.weapp.phone.scanned = 'weapp://pages/home/index?scene=v.HUBIN2026'
  await phone.tap('visit-scan')
  await sees(phone, '到账了，+20 积分', '来自湖滨店')
  await eventually(
    async () => (await walker.get(openHome, {})).card?.balance === 20,
    () => 'the visit was not paid',
  )
  await phone.close()
  expect(phone.errors()).toEqual([])
})
