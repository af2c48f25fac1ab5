/** The people of the demo; each is a WeChat user of the embedded cloud. */
export interface Person {
  id: string
  name: string
  openid: string
  role: 'consumer' | 'guide' | 'visitor'
}

function person(id: string, name: string, role: Person['role']): Person {
  return { id, name, openid: `demo-${id}`, role }
}

export const PERSONS = [
  person('lin', '林小满', 'consumer'),
  person('xu', '许知夏', 'consumer'),
  person('fang', '方远', 'consumer'),
  person('new', '新访客', 'visitor'),
  person('zhou', '周宁', 'consumer'),
  person('shen', '沈清', 'guide'),
  person('gu', '顾一', 'guide'),
]
