import { readDocument, readFilter } from './filter'

describe('the filter above a table', () => {
  it('takes pairs of field and value', () => {
    expect(readFilter('state=issued')).toEqual({ query: { state: 'issued' } })
    expect(readFilter(' onSale=true, points=-5  couponTemplate=null')).toEqual({
      query: { onSale: true, points: -5, couponTemplate: null },
    })
    expect(readFilter('points>100 stock<5')).toEqual({
      query: { points: { $gt: 100 }, stock: { $lt: 5 } },
    })
  })

  it('shows everything when it is empty', () => {
    expect(readFilter('   ')).toEqual({ query: {} })
  })

  it('looks for a text anywhere, whatever signs it holds', () => {
    expect(readFilter('name~a+b')).toEqual({
      query: { name: { $regex: 'a\\+b', $options: 'i' } },
    })
  })

  it('keeps an order number and a quoted number as text', () => {
    expect(readFilter('orderNo=1930679858170647001 code="123" tail=07')).toEqual({
      query: { orderNo: '1930679858170647001', code: '123', tail: '07' },
    })
  })

  it('takes a query as JSON', () => {
    expect(readFilter('{"points": {"$gt": 3}}')).toEqual({ query: { points: { $gt: 3 } } })
  })

  it.each([
    ['咖啡', '看不懂'],
    ['name=', '还没有写值'],
    ['a=1 a=2', '写了两次'],
    ['{"a": 1', 'JSON'],
  ])('says what is wrong with %s', (typed, sentence) => {
    expect(readFilter(typed)).toEqual({ problem: expect.stringContaining(sentence) })
  })
})

describe('a document typed as JSON', () => {
  it('names the line where it stops making sense', () => {
    const typed = '{\n  "_id": "a",\n  "points": 5,\n}'
    expect(readDocument(typed)).toEqual({
      problem: '第 4 行附近不是合法的 JSON：最后一项后面不要有逗号',
    })
  })

  it('tells quotes and commas of a Chinese keyboard', () => {
    expect(readDocument('{“_id”: 1}')).toEqual({
      problem: expect.stringContaining('引号要用英文的'),
    })
    expect(readDocument('{"_id": 1，"a": 2}')).toEqual({
      problem: expect.stringContaining('标点要用英文的'),
    })
  })

  it('takes an object only', () => {
    expect(readDocument('[1]')).toEqual({ problem: expect.stringContaining('JSON 对象') })
    expect(readDocument('{"_id": "a"}')).toEqual({ document: { _id: 'a' } })
  })
})
