const weapp = process.env.TARO_ENV === 'weapp'

/** The mini-program reads theme.json; the H5 build paints the tab bar in app.scss. */
const themed = (name: string, plain: string) => (weapp ? `@${name}` : plain)

const tab = (slug: string, text: string) => ({
  pagePath: `pages/${slug}/index`,
  text,
  iconPath: themed(`${slug}Icon`, `assets/tab-${slug}.png`),
  selectedIconPath: themed(`${slug}Selected`, `assets/tab-${slug}-on.png`),
})

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/mall/index', 'pages/coupon/index', 'pages/me/index'],
  subPackages: [
    {
      root: 'packages/earn',
      name: 'earn',
      pages: [
        ...['check-in/index', 'claim/index', 'claim-list/index'],
        ...['print-code/index', 'task/index', 'review/index'],
      ],
    },
    {
      root: 'packages/mall',
      name: 'mall',
      pages: ['reward/index', 'redemption/index', 'pay/index'],
    },
    {
      root: 'packages/coupon',
      name: 'coupon',
      pages: ['show/index', 'pick-up/index', 'pool-code/index'],
    },
    {
      root: 'packages/account',
      name: 'account',
      pages: [
        ...['statement/index', 'join/index', 'notice/index', 'profile/index'],
        ...['phone/index', 'leave/index', 'tier/index'],
      ],
    },
    { root: 'packages/guide', name: 'guide', pages: ['duty/index', 'write-off/index'] },
    { root: 'packages/staff', name: 'staff', pages: ['claim-review/index'] },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['earn', 'account'] },
    'pages/mall/index': { network: 'all', packages: ['mall'] },
    'pages/coupon/index': { network: 'all', packages: ['coupon'] },
  },
  tabBar: {
    color: themed('tabText', '#776d60'),
    selectedColor: themed('tabSelected', '#b83e26'),
    backgroundColor: themed('tabBg', '#FFFFFF'),
    borderStyle: weapp ? ('@tabBorder' as 'white') : 'white',
    list: [tab('home', '首页'), tab('mall', '商城'), tab('coupon', '券包'), tab('me', '我的')],
  },
  window: {
    navigationStyle: 'custom',
    navigationBarTitleText: '聚沙会员',
    navigationBarTextStyle: weapp ? ('@navText' as 'black') : 'black',
    navigationBarBackgroundColor: themed('bg', '#F6F1E9'),
    backgroundColor: themed('bg', '#F6F1E9'),
    backgroundColorTop: themed('bg', '#F6F1E9'),
    backgroundColorBottom: themed('bg', '#F6F1E9'),
    backgroundTextStyle: weapp ? ('@backgroundText' as 'dark') : 'dark',
  },
  lazyCodeLoading: 'requiredComponents',
  ...(weapp ? { cloud: true, darkmode: true, themeLocation: 'theme.json' } : {}),
})
