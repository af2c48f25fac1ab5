import { ScrollView, Text, View } from '@tarojs/components'
import { benefitRows, type BenefitRow, type TierPage } from '@/text/tier'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'

/** 权益: one column per tier; the member's own is tinted, the higher ones are locked. */
export function Benefits({ page }: { page: TierPage }) {
  const rows = benefitRows(page)
  if (rows.length === 0) return null
  const own = page.tiers.findIndex(({ id }) => id === page.tier.id)
  return (
    <Card id="tier-benefits" className="benefits">
      <ScrollView scrollX enhanced showScrollbar={false}>
        <View className={`benefits-table ${page.tiers.length > 4 ? 'is-wide' : ''}`}>
          <View className="benefits-row">
            <Text className="benefits-title">权益</Text>
            {page.tiers.map(({ id, name }, at) => (
              <View key={id} className={`benefits-cell ${at === own ? 'is-own' : ''}`}>
                <Text className="benefits-tier">{name}</Text>
                {at > own && <Text className="benefits-locked">未解锁</Text>}
              </View>
            ))}
          </View>
          {rows.map((row) => (
            <Row key={row.name} row={row} own={own} />
          ))}
        </View>
      </ScrollView>
    </Card>
  )
}

function Row({ row: { name, cells }, own }: { row: BenefitRow; own: number }) {
  return (
    <View className="benefits-row">
      <Text className="benefits-name">{name}</Text>
      {cells.map((cell, at) => (
        <View key={at} className={`benefits-cell ${at === own ? 'is-own' : ''}`}>
          {cell === true ? (
            <Icon name="check" size={20} className="benefits-check" />
          ) : (
            <Text className={cell === null ? 'benefits-none' : 'benefits-value'}>
              {cell ?? '—'}
            </Text>
          )}
        </View>
      ))}
    </View>
  )
}
