import { unpressed } from './pressed.mjs'

const PAGE = `# All actions

## member

### \`wish.make\` 许愿

### \`wish.open\` 打开许愿页

## guide

### \`duty.start\` 上岗

## staff

### \`wish.grant\` 满足愿望

## Shapes
`

test('an action of a member or a guide that no phone asked for is named; staff have no phone pages yet', () => {
  expect(unpressed(PAGE, 'wish.open\n')).toEqual(['wish.make', 'duty.start'])
  expect(unpressed(PAGE, 'wish.open\nduty.start\nwish.make\n')).toEqual([])
})

test('a page that lists no action is an error and not a good result', () => {
  expect(() => unpressed('# All actions', '')).toThrow('lists no action')
})
