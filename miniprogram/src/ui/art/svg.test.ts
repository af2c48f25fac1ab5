import { icon } from './icons'
import { mascot } from './mascot'
import { pagoda } from './pagoda'
import { rewardPicture } from './reward-pictures'
import { ridge, tierScene } from './scene'

const READY_FOR_CSS = /^data:image\/svg\+xml,[\w%.,:/=~!*+-]+$/

function drawn(uri: string): string {
  return decodeURIComponent(uri.slice(uri.indexOf(',') + 1))
}

test('every kind of drawing can be used unquoted in a CSS url', () => {
  const drawings = [
    icon('gift', '#b83e26'),
    tierScene(0),
    tierScene(3, { dark: true }),
    ridge(0.5),
    pagoda(3, 'shadow'),
    mascot('sleepy'),
    rewardPicture('coupon-discount'),
  ]
  for (const drawing of drawings) expect(drawing).toMatch(READY_FOR_CSS)
})

test('a coupon shows its own amount, and an unknown reward is a wrapped gift', () => {
  expect(drawn(rewardPicture('coupon-50'))).toContain('>¥50<')
  expect(rewardPicture('cloud://env/photo.jpg')).toBe(rewardPicture('gift'))
  expect(rewardPicture('mug')).not.toBe(rewardPicture('gift'))
})

test('a finished pagoda has no outline left, an empty one nothing but the outline', () => {
  expect(drawn(pagoda(7, 'red'))).not.toContain('stroke-dasharray')
  expect(drawn(pagoda(0, 'red'))).not.toContain('fill="#b83e26"')
  expect(drawn(pagoda(0, 'red'))).toContain('stroke-dasharray')
})

test('progress outside 0 to 1 stays on the path', () => {
  expect(ridge(-1)).toBe(ridge(0))
  expect(ridge(1.4)).toBe(ridge(1))
})
