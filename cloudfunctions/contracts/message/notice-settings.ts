import * as v from 'valibot'
import { between, named } from '../scalars'

const TemplateField = v.pipe(
  v.string('模板字段要填文字'),
  v.regex(/^[a-z_]{1,20}\d{1,3}$/, '模板字段要照公众平台的写法填，例如 number1'),
  v.title('模板字段'),
)

/** 到期提醒: when members are reminded, and through which subscription message. */
export const NoticeSettings = v.strictObject({
  /** How many days before points expire members are reminded; the nearest due step counts. */
  expiryDays: v.optional(
    v.pipe(
      v.array(between('提醒天数', 1, 90), '提醒天数要填成列表'),
      v.maxLength(5, '提醒天数最多 5 个'),
      v.check(
        (days) => days.every((day, i) => i === 0 || day < (days[i - 1] ?? 0)),
        '提醒天数要一个比一个小，例如 30、7、1',
      ),
      v.title('提醒天数'),
    ),
    [30, 7, 1],
  ),
  /** The template id of the subscription message; empty where the brand sends none. */
  templateId: v.optional(
    v.pipe(
      v.string('订阅消息模板编号要填文字'),
      v.regex(/^[A-Za-z0-9_-]{0,64}$/, '订阅消息模板编号不对，请从公众平台复制'),
      v.title('订阅消息模板编号'),
    ),
    '',
  ),
  /** The template's own field names for a number, a date and a text of up to 20 characters. */
  fields: v.optional(
    named(
      '订阅消息的模板字段',
      v.strictObject({ points: TemplateField, date: TemplateField, hint: TemplateField }),
    ),
    { points: 'number1', date: 'date2', hint: 'thing3' },
  ),
})
export type NoticeSettings = v.InferOutput<typeof NoticeSettings>
