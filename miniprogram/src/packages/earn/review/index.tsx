import { Text, Textarea, View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import type { OutputOf } from '@contracts/action'
import { CHANNEL_NAMES } from '@contracts/order/channel'
import { openReviews } from '@contracts/task/review'
import { useState } from 'react'
import { useStore } from 'zustand'
import { call } from '@/cloud/call'
import { showBalance } from '@/pages/home/home-screen'
import { Gate } from '@/screen/gate'
import { createScreen } from '@/screen/screen-state'
import { follow, openPage } from '@/screen/ways'
import { dayInWords } from '@/text/dates'
import { reviewSaved } from '@/text/review'
import { Empty } from '@/ui/page/blank'
import { Button } from '@/ui/form/button'
import { Card } from '@/ui/card'
import { Chip } from '@/ui/form/chip'
import { Icon } from '@/ui/icon'
import { NavBar } from '@/ui/page/nav-bar'
import { Notice } from '@/ui/page/notice'
import {
  createReview,
  lettersOf,
  STARS,
  submitLabel,
  type ReviewForm,
  type ReviewOrder,
} from './review-state'
import './index.scss'

type Page = OutputOf<typeof openReviews>

/** 购后评价. */
export default function ReviewPage() {
  const [screen] = useState(() => createScreen(openReviews, { call }))
  const shown = useStore(screen.state)
  const load = () => void screen.load({})
  const [form] = useState(() =>
    createReview({
      call,
      onDone: ({ balance }) => {
        showBalance(balance)
        load()
      },
    }),
  )
  const { order, done } = useStore(form.state)

  useDidShow(load)

  return (
    <View className="page-review">
      <NavBar title="购后评价" back />
      <Gate screen={shown} shape="rows" onRetry={load}>
        {(page) => (
          <>
            <Terms page={page} />
            {done && <Notice id="review-done" tone="success" {...reviewSaved(done)} />}
            {order ? (
              <Form page={page} order={order} form={form} onReload={load} />
            ) : (
              <Orders orders={page.orders} form={form} />
            )}
          </>
        )}
      </Gate>
    </View>
  )
}

/** 几星都一样: said before the person writes anything. */
function Terms({ page: { points, leastLetters } }: { page: Page }) {
  return (
    <View className="review-promise">
      <Icon name="shield-check" size={18} />
      <Text className="review-promise-words">
        每单 +{points} 积分，写满 {leastLetters} 字就有，几颗星都一样。只有商家能看到。
      </Text>
    </View>
  )
}

function Orders({ orders, form }: { orders: ReviewOrder[]; form: ReviewForm }) {
  if (orders.length === 0) {
    return (
      <Empty
        title="没有可以评价的订单"
        body="认领的订单入账后，就能在这里评价。"
        way={{ id: 'review-claim', label: '去认领', onPress: () => openPage('claim') }}
      />
    )
  }
  return (
    <Card className="review-orders">
      {orders.map((order) => (
        <View key={`${order.channel}:${order.orderNo}`} className="review-order">
          <View className="review-words">
            <Text className="review-items">{order.items.join('、') || '订单'}</Text>
            <Text className="review-from">{fromOf(order)}</Text>
          </View>
          <Button
            id={`review-${order.orderNo}`}
            look="soft"
            size="small"
            onPress={() => form.pick(order)}
          >
            去评价
          </Button>
        </View>
      ))}
    </Card>
  )
}

function fromOf({ channel, boughtOn }: ReviewOrder): string {
  return [CHANNEL_NAMES[channel], boughtOn && dayInWords(boughtOn)].filter(Boolean).join(' · ')
}

interface FormProps {
  page: Page
  order: ReviewOrder
  form: ReviewForm
  onReload: () => void
}

function Form({ page, order, form, onReload }: FormProps) {
  const shown = useStore(form.state)
  const { stars, text, sending, failure } = shown
  const isReady = stars !== null && lettersOf(text) >= page.leastLetters
  return (
    <>
      <Card>
        <Text className="review-items">{order.items.join('、') || '订单'}</Text>
        <Text className="review-from">{fromOf(order)}</Text>
        <View className="review-stars">
          {STARS.map((each) => (
            <Chip
              key={each}
              id={`stars-${each}`}
              label={`${each} 星`}
              look="pick"
              selected={stars === each}
              onPress={() => form.rate(each)}
            />
          ))}
        </View>
        <Textarea
          id="review-text"
          className="review-text"
          maxlength={500}
          placeholder="味道、分量、包装，想到什么写什么"
          value={text}
          onInput={(event) => form.write(event.detail.value)}
        />
      </Card>
      {failure && (
        <Notice id="review-failure" tone="warning" title={failure.title} body={failure.body}>
          <Button
            id="review-way-out"
            size="small"
            onPress={() => follow(failure.wayOut?.way ?? 'edit', again)}
          >
            {failure.wayOut?.label ?? '再试一次'}
          </Button>
        </Notice>
      )}
      <View className="review-foot">
        <Button
          id="review-submit"
          size="large"
          disabled={!isReady}
          loading={sending}
          onPress={() => void form.submit()}
        >
          {submitLabel(shown, page.leastLetters)}
        </Button>
      </View>
    </>
  )

  function again() {
    form.edit()
    onReload()
  }
}
