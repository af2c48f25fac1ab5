import { digests } from '../../../platform/digests'
import {
  signDouyin,
  signJd,
  signKuaishou,
  signPinduoduo,
  signTaobao,
  signXhs,
  sortedJson,
} from './signing'

const taobao = {
  app_key: '12345678',
  fields: 'num_iid,title,nick,price,num',
  format: 'json',
  method: 'taobao.item.seller.get',
  num_iid: '11223344',
  session: 'test',
  sign_method: 'md5',
  timestamp: '2016-01-01 12:00:00',
  v: '2.0',
}

test('D8: 淘宝 signs as its documentation computes', () => {
  const published = '66987CB115214E59E6EC978214934FB8'
  expect(signTaobao('helloworld', taobao, digests)).toBe(published)
  expect(signTaobao('helloworld', { ...taobao, sign: 'x', empty: '' }, digests)).toBe(published)
  expect(signTaobao('helloworld', { ...taobao, sign_method: 'hmac' }, digests)).toBe(
    'D56D7858309C31B6251083A874D48273',
  )
  expect(signTaobao('helloworld', { ...taobao, sign_method: 'hmac-sha256' }, digests)).toBe(
    '04DB15AD0774D5CFCE2C837DE43E3FCEA9011ED74F3038FB6AB5F3C4CEA119E8',
  )
})

test('D8: 拼多多 signs as its documentation computes', () => {
  const request = {
    type: 'pdd.order.number.list.get',
    timestamp: '1480411125',
    page_size: '10',
    page: '1',
    order_status: '1',
    data_type: 'XML',
    client_id: '1',
    access_token: 'asd78172s8ds9a921j9qqwda12312w1w21211',
  }
  expect(signPinduoduo('testSecret', request, digests)).toBe('E4DE3ED21002510DED352819E7AE6775')
})

test('D8: 京东 signs as its documentation computes', () => {
  const request = {
    '360buy_param_json':
      '{"end_date":null,"optional_fields":null,"order_state":"WAIT_SELLER_STOCK_OUT",' +
      '"page":"1","page_size":"200","start_date":null}',
    access_token: 'yourtoken',
    app_key: 'yourappkey',
    v: '2.0',
    format: 'json',
    method: 'jingdong.pop.order.search',
    timestamp: '2021-05-07 09:20:39.683+0800',
  }
  expect(signJd('yourappSecret', request, digests)).toBe('D70825340F4084360B9362B60DFD7930')
})

test('D8: 抖店 signs the sorted parameters', () => {
  const request = {
    appKey: '7000000000000000001',
    method: 'order.orderDetail',
    timestamp: '1700000000',
    parameters: { shop_order_id: '6917926768823643751' },
  }
  expect(signDouyin('test_secret', request, digests)).toBe(
    '77e29f1da02a655076333679416a16df413053246719af9724778834ba962074',
  )
  expect(sortedJson({ b: [{ z: 1.0, a: '<&>短' }], a: null, 10: 1, 9: 2 })).toBe(
    '{"10":1,"9":2,"a":null,"b":[{"a":"<&>短","z":1}]}',
  )
})

test('D8: 快手 signs in Base64 or in hexadecimal', () => {
  const request = {
    access_token: 'token',
    appkey: 'ks123',
    method: 'open.seller.order.list',
    param: '{"title":"短袖"}',
    timestamp: '1583271919000',
    version: '1',
  }
  const hmac = { ...request, signMethod: 'HMAC_SHA256' as const }
  expect(signKuaishou('sign-secret', hmac, digests)).toBe(
    'ZpPrG0oB1g/T93FyyVD+VCzRey41yqxZoCqcGg7upYM=',
  )
  const md5 = { ...request, signMethod: 'MD5' as const }
  expect(signKuaishou('sign-secret', md5, digests)).toBe('6005da269b372ff10945e565ef37a4c6')
})

test('D8: 小红书 signs the method and three parameters', () => {
  const request = {
    method: 'order.getOrderDetail',
    appId: 'testapp',
    timestamp: '1700000000',
    version: '2.0',
  }
  expect(signXhs('testsecret', request, digests)).toBe('c0c5a5e85b7911714c16754d8cb2600b')
})
