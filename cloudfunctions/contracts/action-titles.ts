/** The title of every action, as people read it in refusals, alerts, the audit and the READMEs. */
export const ACTION_TITLES = {
  'alert.resolve': '处理提醒',
  'approval.decide': '复核积分',
  'approval.list': '查看待复核的积分',
  'check-in.checkIn': '签到',
  'check-in.makeUp': '补签',
  'check-in.open': '打开签到',
  'claim.decide': '核对认领',
  'claim.list': '查看认领记录',
  'claim.openQueue': '查看待核对的认领',
  'claim.recognise': '识别订单号',
  'claim.submit': '认领订单',
  'claim.withdraw': '撤回认领',
  'code-pool.load': '导入兑换码',
  'correction.adjust': '人工调整积分',
  'correction.reverse': '冲正流水',
  'coupon.show': '出示券码',
  'coupon.wallet': '打开券包',
  'duty.end': '下岗',
  'duty.open': '打开导购工作台',
  'duty.start': '上岗',
  'earning.simulate': '试算一单的积分',
  'guide.enrol': '登记导购',
  'hand-over.handOver': '交付',
  'home.open': '打开首页',
  'job.runDue': '到期任务',
  'join.join': '加入会员',
  'join.open': '打开入会页',
  'leave.leave': '注销会员',
  'leave.open': '打开注销页',
  'mall.open': '打开商城',
  'mall.reward': '查看兑换品',
  'notice.list': '查看消息',
  'notice.read': '消息标为已读',
  'notice.subscribe': '开启提醒',
  'order-import.commit': '确认导入订单',
  'order-import.preview': '预览订单文件',
  'phone.change': '换手机号',
  'print-code.activate': '启用一批印刷码',
  'print-code.collect': '扫码领积分',
  'print-code.makeBatch': '生成一批印刷码',
  'print-code.void': '作废一批印刷码',
  'profile.open': '打开会员资料',
  'profile.setBirthday': '填生日',
  'program.calculate': '测算返点',
  'program.check': '检查并发布',
  'program.rollBack': '退回历史版本',
  'reconciliation.open': '查看提醒和对账',
  'reconciliation.run': '运行对账',
  'redemption.cancel': '取消兑换',
  'redemption.cancelByStaff': '代客取消兑换',
  'redemption.extendPickUp': '改取货期限或门店',
  'redemption.list': '查看兑换记录',
  'redemption.redeem': '兑换',
  'redemption.showCode': '查看兑换码',
  'redemption.showPickUp': '出示取货码',
  'key-rotation.run': '换加密的密钥',
  'review.open': '打开评价页',
  'review.submit': '评价',
  'shop.makeDutyCode': '生成上岗码',
  'shop.makeVisitCode': '生成到店码',
  'staff.enrol': '登记员工',
  'statement.open': '打开积分明细',
  'task.collect': '领取任务奖励',
  'task.open': '打开任务',
  'task.openInvite': '打开邀请',
  'task.visitShop': '到店签到',
  'tier.open': '打开等级页',
  'tier.setManual': '人工定等级',
  'write-off.validate': '验券',
  'write-off.writeOff': '核销',
} as const

/** An action without a title does not compile. */
export type ActionName = keyof typeof ACTION_TITLES

/** Titles that appear in the audit but are not actions that anybody can call. */
const DEEDS = {
  'code.lock': '锁住试码的人',
  guide: '使用导购功能',
  'order-import.accept': '确认没写的退款',
  'order-import.resume': '接着导入订单',
  'publication.publish': '发布文档',
  'publication.withdraw': '停用文档',
} as const
export type DeedName = ActionName | keyof typeof DEEDS

const TITLES = new Map<string, string>(Object.entries({ ...ACTION_TITLES, ...DEEDS }))

/** The title of the action in a call, which may name an action that does not exist. */
export function titleOf(action: string): string {
  return TITLES.get(action) ?? '没有这个操作'
}
