import * as v from 'valibot'

const FIELD_MAX = 100

/** What is wrong with a value, for the person who typed it; contracts add sentences. */
const REASONS: Record<string, string> = {
  string: '要填文字',
  number: '要填数字',
  boolean: '要填 true 或 false',
  array: '要填成列表',
  strict_object: '要填成一组字段',
  picklist: '不在可填的几种里',
  regex: '写法不对',
  iso_date: '要填日期，例如 2026-11-22',
  min_length: '太短了',
  max_length: '太长了',
  min_value: '太小了',
  max_value: '太大了',
  integer: '要填整数',
  safe_integer: '要填整数',
}

/** The first fault of an input: the field and the mistake. Never repeats what was sent. */
export function inputFault(issues: readonly v.BaseIssue<unknown>[]) {
  const [issue] = issues
  const field = ((issue && v.getDotPath(issue)) ?? '').slice(0, FIELD_MAX)
  return { field, reason: issue ? (ofRequestId(field, issue) ?? reasonOf(issue)) : '内容不对' }
}

/** Staff type this by hand in the console, so the sentence shows the expected shape. */
function ofRequestId(field: string, { type }: v.BaseIssue<unknown>): string | null {
  const isShape = type === 'regex' && field.split('.').at(-1) === 'requestId'
  return isShape ? '要 16 到 64 位字母、数字、- 或 _，每件事用一个新的' : null
}

function reasonOf(issue: v.BaseIssue<unknown>): string {
  const { type, message, input, expected } = issue
  if (/[\u4e00-\u9fff]/.test(message)) return message
  if (type === 'strict_object' && expected === 'never') return '没有这个字段'
  if (input === undefined) return '必须填写'
  return REASONS[type] ?? '内容不对'
}
