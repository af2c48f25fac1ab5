import * as fc from 'fast-check'
import { readFen, readId, readPhoneTail, readQuantity, readText, readTime } from './cells'

test.each([
  ['88.50', 8850],
  ['¥1,299.00', 129900],
  ['￥0.01', 1],
  ['12.00元', 1200],
  ['１２．５', 1250],
  ['6.00\t', 600],
  ['无退款申请', 0],
  ['-', 0],
  ['', 0],
  [null, 0],
  [12.3, 1230],
  [12.299999999999999, 1230],
  ['0.290', 29],
])('the amount %j is %d fen', (cell, fen) => {
  expect(readFen(cell)).toEqual({ value: fen })
})

test.each(['abc', '-1.00', -1, '1.005', '1e3', '1.2.3', '99999999999', Number.NaN])(
  'the amount %j is a problem, reported in a sentence',
  (cell) => {
    expect(readFen(cell)).toEqual({ problem: expect.stringMatching(/金额/) })
  },
)

test('every amount of whole fen is read back exactly, written as text or as a float', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), (fen) => {
      const yuan = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
      expect(readFen(yuan)).toEqual({ value: fen })
      expect(readFen(Number(yuan))).toEqual({ value: fen })
    }),
  )
})

test.each([
  ['2026-10-19 08:47:40', '2026-10-19 08:47:40'],
  ['2021/1/5 12:00:00', '2021-01-05 12:00:00'],
  ['2021/1/5 9:05', '2021-01-05 09:05:00'],
  ['2026-10-19', '2026-10-19 00:00:00'],
  ['2026年1月5日 12:00:00', '2026-01-05 12:00:00'],
  ['2026-10-19T08:47:40', '2026-10-19 08:47:40'],
  ['2026-10-19 08:47:40.0', '2026-10-19 08:47:40'],
  ['20261019084740', '2026-10-19 08:47:40'],
  ['2026-10-19 08:47:40\t', '2026-10-19 08:47:40'],
  ['2028-02-29 00:00:00', '2028-02-29 00:00:00'],
  ['0000-00-00 00:00:00', null],
  ['-', null],
  ['', null],
  [36526, '2000-01-01 00:00:00'],
  [46318.5, '2026-10-23 12:00:00'],
  [46081.999988425923, '2026-02-28 23:59:59'],
])('the time %j is %j', (cell, time) => {
  expect(readTime(cell)).toEqual({ value: time })
})

test.each(['2027-02-29', '2026-13-01', '10/19/2026', '2026-10-19 24:00:00', '昨天', 12, '1.0E+13'])(
  'the time %j is a problem',
  (cell) => {
    expect(readTime(cell)).toEqual({ problem: expect.stringMatching(/不是有效的时间/) })
  },
)

test.each([
  ["'13987315660", '5660'],
  ['13987315660', '5660'],
  [13987315660, '5660'],
  ['138****1234', '1234'],
  ['1******7514', '7514'],
  ['+8613987315660', '5660'],
  ['86-13900139000', '9000'],
  ['林一鸣，86-186****5984，上海市徐汇区**路', '5984'],
  ['186******05', null],
  ['$$509149859721', null],
  ['##13987315660', null],
  ['13987315660-1234', null],
  ['021-54321234', null],
  ['', null],
])('the phone %j shows the tail %j', (cell, tail) => {
  expect(readPhoneTail(cell)).toBe(tail)
})

test.each([
  ['="2805020175018483400"', '2805020175018483400'],
  ['\t6917926768823643751', '6917926768823643751'],
  ["'6917926768823643751", '6917926768823643751'],
  ['\ufeff240309-402233834970071\t', '240309-402233834970071'],
  [389592175015, '389592175015'],
])('the id %j is %s', (cell, id) => {
  expect(readId(cell)).toEqual({ value: id })
})

test.each([2805020175018483400, 1e15, 3.5, '1.23457E+18', '2.80502e18', '2805020175018483400.0'])(
  'the id %j was damaged by Excel',
  (cell) => {
    expect(readId(cell)).toEqual({ problem: expect.stringMatching(/被 Excel 破坏/) })
  },
)

test('quantities are whole numbers; a blank one is one', () => {
  expect(readQuantity('2')).toEqual({ value: 2 })
  expect(readQuantity('')).toEqual({ value: 1 })
  expect(readQuantity('1.5')).toEqual({ problem: expect.any(String) })
})

test('marks around a text are removed, marks inside stay', () => {
  expect(readText('\t蛋黄酥 6枚, 红豆"经典"味\t')).toBe('蛋黄酥 6枚, 红豆"经典"味')
  expect(readText('="a=b"')).toBe('a=b')
  expect(readText(' - ')).toBe('')
})
