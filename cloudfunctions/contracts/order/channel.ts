/** 渠道: the marketplaces whose orders can be claimed, and the shops' own tills. */
export const CHANNELS = [
  'tmall',
  'jd',
  'douyin',
  'youzan',
  'pdd',
  'kuaishou',
  'xhs',
  'weixin',
  'pos',
] as const

export type Channel = (typeof CHANNELS)[number]

export const CHANNEL_NAMES: Record<Channel, string> = {
  tmall: '天猫/淘宝',
  jd: '京东',
  douyin: '抖音小店',
  youzan: '有赞',
  pdd: '拼多多',
  kuaishou: '快手',
  xhs: '小红书',
  weixin: '微信小店',
  pos: '门店小票',
}
