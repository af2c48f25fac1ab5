import { Image, View } from '@tarojs/components'
import { pictureOf } from '@/pages/mall/picture'
import { dayInWords, shortDayAndTime } from '@/text/dates'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { byFour } from '@/ui/numbers'
import { Notice } from '@/ui/page/notice'
import { Row } from './row'
import type { CheckedGoods as Goods, WriteOffState } from './write-off-state'

interface Props extends WriteOffState {
  goods: Goods
}

/** 交货: what to give to whom, before the press that cannot be undone. */
export function CheckedGoods({ goods: checked, busy, failure, confirm, next }: Props) {
  const { goods, code, memberName, shopName, placedAt, lastDay } = checked
  return (
    <>
      <Notice
        id="hand-over-match"
        tone="success"
        title={`取货码 ${byFour(code)} 对上了`}
        body={`${shopName}的单，没取过，到 ${dayInWords(lastDay)}`}
      />
      <Card id="hand-over-goods" className="write-off-goods">
        <Image className="write-off-picture" mode="aspectFill" src={pictureOf(goods.picture)} />
        <View className="write-off-face">
          <View className="write-off-title">{goods.name}</View>
          <View className="write-off-meta">给 1 件</View>
        </View>
      </Card>
      <Card className="write-off-rows">
        <Row name="会员" value={memberName} />
        <Row name="兑换时间" value={shortDayAndTime(placedAt)} />
      </Card>
      {failure ? (
        <Notice id="write-off-failure" tone="danger" title={failure.title} body={failure.body} />
      ) : (
        <Notice
          tone="warning"
          title="交货后不能撤回"
          body="先把好物给到顾客手里，再按已交给顾客。"
        />
      )}
      <View className="write-off-foot">
        <Button
          id="write-off-next"
          look="outline"
          size="large"
          className="write-off-half"
          disabled={busy}
          onPress={next}
        >
          不是本人
        </Button>
        <Button
          id="hand-over-confirm"
          size="large"
          className="write-off-half"
          loading={busy}
          onPress={() => void confirm()}
        >
          已交给顾客
        </Button>
      </View>
    </>
  )
}
