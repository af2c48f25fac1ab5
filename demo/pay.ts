/** How the demo takes money: by cloud calls, from the embedded cloud's own WeChat Pay. */
export const DEMO_PAY = {
  driver: 'cloud',
  appId: 'wx0000000000000000',
  mchId: '1900000109',
  envId: 'local',
}
