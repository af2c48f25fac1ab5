import * as v from 'valibot'
import { action } from '../action'
import { Nickname } from './nickname'
import { isReadable } from '../plain-text'
import { Empty, Points, RequestId } from '../scalars'

/** 入会须知: the text a person agrees to, with the version that will be stored. */
export const openJoin = action('join.open', {
  input: Empty,
  output: v.strictObject({
    brandName: v.string(),
    consent: v.strictObject({ version: v.string(), title: v.string(), text: v.string() }),
    benefits: v.array(v.string()),
    joined: v.boolean(),
    consentOutdated: v.boolean(),
    /** A few digits of the member's phone; null where they have none. */
    phoneMasked: v.nullable(v.string()),
  }),
  refusals: [],
})

/**
 * 入会: one WeChat becomes exactly one member, even when the call arrives twice at the same time. If
 * the phone belongs to another member, only the number moves here, and that member is informed.
 */
export const join = action('join.join', {
  input: v.strictObject({
    requestId: RequestId,
    consentVersion: v.pipe(v.string(), v.maxLength(40)),
    nickname: v.optional(Nickname),
    /** From `getPhoneNumber`; absent when the person does not want to give a phone number. */
    phoneCode: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
    /**
     * The scene of the code that brought the person: `shop.<shop>`, `guide.<member id>`,
     * `parcel.<print>`, `pos.<shop>` or `poster.<print>`. Stored once, even when it is unknown.
     */
    source: v.optional(v.pipe(v.string(), v.check(isReadable), v.maxLength(64))),
    /** 邀请码 of the friend whose card was opened; counts only for a person who is new. */
    inviter: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/))),
  }),
  output: v.strictObject({
    memberId: v.string(),
    /** True when this WeChat was a member already, through this app or another one of the owner. */
    found: v.boolean(),
    balance: Points,
  }),
  refusals: ['CONSENT_OUTDATED', 'PHONE_CODE_INVALID'],
})
