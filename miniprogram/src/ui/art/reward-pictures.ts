import { svgUri } from './svg'

interface Picture {
  /** The wall from upper left to lower right, then the table. */
  ground: readonly [string, string, string]
  drawing: string
}

const WIDTH = 360
const HEIGHT = 260
const COUPON = /^coupon-(\d{1,3})$/

const DESERT: Picture['ground'] = ['#f7e6cd', '#f2dab5', '#e6c99c']
const ROSE: Picture['ground'] = ['#f5dcd3', '#efcdbf', '#e3b8a5']
const CLAY: Picture['ground'] = ['#f6dfca', '#eecfb1', '#e0b993']
const SAGE: Picture['ground'] = ['#e9ead9', '#dbdfc6', '#c6cca9']
const DUSK: Picture['ground'] = ['#eadfd6', '#ddcbbd', '#c8b09d']

/** The picture of a reward, by the name that staff chose; an unknown name shows a wrapped gift. */
export function rewardPicture(name: string): string {
  const amount = COUPON.exec(name)?.[1]
  if (amount !== undefined) return draw({ ground: ROSE, drawing: ticket(`¥${amount}`) })
  return draw(pictureOf(name))
}

function pictureOf(name: string): Picture {
  switch (name) {
    case 'pineapple-cake':
      return { ground: DESERT, drawing: PINEAPPLE_CAKE }
    case 'toast':
      return { ground: CLAY, drawing: TOAST }
    case 'cheesecake':
      return { ground: SAGE, drawing: CHEESECAKE }
    case 'mug':
      return { ground: CLAY, drawing: MUG }
    case 'apron':
      return { ground: DESERT, drawing: APRON }
    case 'coffee':
      return { ground: DUSK, drawing: COFFEE }
    case 'parking':
      return { ground: SAGE, drawing: ticket('P') }
    case 'coupon-discount':
      return { ground: DESERT, drawing: ticket('折') }
    default:
      return { ground: ROSE, drawing: GIFT }
  }
}

function draw({ ground: [from, to, table], drawing }: Picture): string {
  return svgUri(
    WIDTH,
    HEIGHT,
    `<defs><linearGradient id="w" x1="0" y1="0" x2="1" y2="1"><stop stop-color="${from}"/>` +
      `<stop offset="1" stop-color="${to}"/></linearGradient></defs>` +
      `<path fill="url(#w)" d="M0 0h360v206H0Z"/><path fill="${table}" d="M0 206h360v54H0Z"/>` +
      drawing,
    ' width="360" height="260" preserveAspectRatio="xMidYMid slice"',
  )
}

function shadow(x: number, y: number, reach: number): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${reach}" ry="9" fill="#5a3320" fill-opacity=".2"/>`
}

function ticket(words: string): string {
  return (
    '<ellipse cx="190" cy="216" rx="88" ry="11" fill="#5a3320" fill-opacity=".2"/>' +
    '<g transform="rotate(-8 180 130)"><path fill="#c4513a" d="M76 84h208a4 4 0 0 1 4' +
    ' 4v24a18 18 0' +
    ' 0 0 0 36v24a4 4 0 0 1-4 4H76a4 4 0 0 1-4-4v-24a18 18 0 0 0 0-36V88a4 4 0 0 1 4-4Z"/>' +
    '<path fill="#fff" fill-opacity=".1" d="M72 172v-24a18 18 0 0 0 17-22c40-2 74 22 128 18v32H76' +
    'a4 4 0 0 1-4-4Z"/><g stroke="#fff" stroke-opacity=".8"><path stroke-width="2.6"' +
    ' stroke-dasharray="7 6" d="M217 88v86"/><path stroke-width="4" stroke-linecap="round"' +
    ' d="M234 112h30M234 126h30M234 140h20"/></g><text x="147" y="147" fill="#fff" font-size="48"' +
    ` font-weight="600" font-family="sans-serif" text-anchor="middle">${words}</text></g>`
  )
}

const PINEAPPLE_CAKE =
  shadow(182, 218, 116) +
  // The box, its lid in shade and its label with a pineapple.
  '<path fill="#a5361f" d="M88 84h150v132H88Z"/><path fill="#b83e26" d="M88 84h150v20H88Z"/>' +
  '<path fill="#7d2415" fill-opacity=".45" d="M192 104h46v112h-46q22-52 0-112Z"/>' +
  '<path fill="#93301d" d="M88 104h150v5H88Z"/><path fill="#d9962b" d="M88 188h150v5H88Z"/>' +
  '<circle cx="150" cy="150" r="32" fill="#fbeed6"/>' +
  '<path fill="#5c7a4a" d="M150 141c-9-2-12-8-12-14 5 1 8 3 9 5-1-5 0-9 3-13 3 4 4 8 3 13 1-2 4-4' +
  ' 9-5 0 6-3 12-12 14Z"/><ellipse cx="150" cy="157" rx="13" ry="16.5" fill="#e3a23c"/>' +
  '<path fill="none" stroke="#a86f1d" stroke-width="1.8" d="M140 147l19 21M137 156l11' +
  ' 14M149 141l13' +
  ' 15M160 147l-19 21M163 156l-11 14M151 141l-13 15"/>' +
  // Two cakes in front, the upper one cut open.
  '<path fill="#c98a35" d="M206 190h78a5 5 0 0 1 5 5v17a6 6 0 0 1-6 6h-76a6 6 0 0' +
  ' 1-6-6v-17a5 5 0 0' +
  ' 1 5-5Z"/><path fill="#eebf6d" d="M207 186h76a6 6 0 0 1 6 6v9a5 5 0 0 1-5 5h-78a5 5 0' +
  ' 0 1-5-5v-9' +
  'a6 6 0 0 1 6-6Z"/><path fill="#e0a74c" d="M214 158h64a5 5 0 0 1 5 5v18a6 6 0 0 1-6' +
  ' 6h-62a6 6 0 0' +
  ' 1-6-6v-18a5 5 0 0 1 5-5Z"/><path fill="#f4cd84" d="M215 154h62a6 6 0 0 1 6' +
  ' 6v5h-74v-5a6 6 0 0 1' +
  ' 6-6Z"/><path fill="#c4731f" d="M246 166h29a3 3 0 0 1 3 3v8a4 4 0 0 1-4 4h-28Z"/>' +
  '<path fill="#dd9331" d="M246 166h29a3 3 0 0 1 3 3v1h-32Z"/>'

const TOAST =
  shadow(182, 216, 112) +
  '<path fill="#7d4a25" d="M128 108c0-24 30-34 60-34h56c30 0 48 12 48 34 0 10-6 17-12' +
  ' 21v80a6 6 0 0' +
  ' 1-6 6H150Z"/><path fill="#915a2f" d="M188 74h56c30 0 48 12 48 34 0 8-4 14-8' +
  ' 18-4-22-24-34-52-34h-56Z"/>' +
  '<path fill="#a4693a" d="M70 112c0-26 27-38 60-38s60 12 60 38c0 10-5 18-12 22v75a6 6 0' +
  ' 0 1-6 6H88' +
  'a6 6 0 0 1-6-6v-75c-7-4-12-12-12-22Z"/><path fill="#e6c391" d="M79 113c0-20 22-30' +
  ' 51-30s51 10 51' +
  ' 30c0 8-5 13-12 16v74a4 4 0 0 1-4 4H95a4 4 0 0 1-4-4v-74c-7-3-12-8-12-16Z"/>' +
  '<path fill="#f0d6ab" d="M91 120c-4-14 14-27 39-28 18 0 30 4 38 10-30-4-60 2-66 26-2' +
  ' 10-2 40-4 62' +
  '-5-22 1-52-7-70Z"/><g fill="#a4693a"><ellipse cx="112" cy="124" rx="3" ry="2"/>' +
  '<ellipse cx="146" cy="112" rx="3.4" ry="2.2"/><ellipse cx="132" cy="146" rx="3" ry="2"/>' +
  '<ellipse cx="156" cy="160" rx="3.2" ry="2"/><ellipse cx="114" cy="176" rx="3.2" ry="2.2"/>' +
  '<ellipse cx="142" cy="188" rx="2.8" ry="2"/><ellipse cx="154" cy="134" rx="2.4" ry="1.8"/></g>' +
  '<path fill="none" stroke="#d9a869" stroke-width="3" stroke-linecap="round" d="M212' +
  ' 92l12 20M240' +
  ' 90l14 20M266 96l10 18"/>'

const CHEESECAKE =
  '<ellipse cx="184" cy="214" rx="124" ry="15" fill="#4c5238" fill-opacity=".18"/>' +
  '<ellipse cx="182" cy="206" rx="116" ry="14" fill="#fffaf0"/><ellipse cx="182" cy="203" rx="98"' +
  ' ry="9" fill="#e8e4d2"/>' +
  // Top, side and the biscuit under it; the cut face is lighter.
  '<path fill="#f6d98f" d="M96 132 222 84q44 6 54 38l-2 12-176 4Z"/>' +
  '<path fill="#fff4d6" d="M96 132 276 122v62L96 196Z"/><path fill="#f9e6b4" d="M96 132' +
  ' 276 122v14L96' +
  ' 147Z"/><path fill="#b0743a" d="M96 184 276 171v21q0 3-3 3.300L99 205q-3 0-3-3Z"/>' +
  '<path fill="#c98d4f" d="M96 184 276 171v5L96 190Z"/>' +
  '<path fill="#fffdf6" d="M214 96c-8-12 4-26 20-24 14-6 30 4 26 18 6 12-8 20-20 17-10' +
  ' 5-24 0-26-11Z"/>' +
  '<path fill="#efe3c6" d="M214 96c6 6 20 8 28 3 8 3 15 0 18-9 6 12-8 20-20 17-10 5-24' +
  ' 0-26-11Z"/>' +
  '<circle cx="230" cy="66" r="11" fill="#4a5a86"/><circle cx="248" cy="72" r="10"' +
  ' fill="#3a4770"/>' +
  '<circle cx="227" cy="62" r="3" fill="#8190bb"/><path fill="#6d8a55" d="M238 58c4-14' +
  ' 16-18 26-14' +
  '-2 10-12 17-26 14Z"/><g fill="#fff"><path d="M150 116l6-2 2 5-6 2ZM176 104l5-2 2 4-5' +
  ' 2ZM186 120l6' +
  '-1 1 5-6 1ZM128 124l5-1 1 4-5 1ZM204 112l4-1 1 4-4 1Z"/></g>'

const MUG =
  shadow(176, 214, 76) +
  '<path fill="none" stroke="#a63d29" stroke-width="17" d="M226 118h12c40 0 40 62 0 62h-12"/>' +
  '<path fill="#c5533b" d="M112 96h126v82c0 24-14 36-34 36h-58c-20 0-34-12-34-36Z"/>' +
  '<path fill="#d1705a" fill-opacity=".6" d="M112 120c22 10 44 12 62 11-8 14-4 24 6' +
  ' 31-16 14-24 32-26' +
  ' 52h-8c-20 0-34-12-34-36Z"/><path fill="#f4e4ca" d="M112 92h126v30c-40 15-88 15-126 0Z"/>' +
  '<ellipse cx="175" cy="92" rx="63" ry="17" fill="#e8d5b2"/><ellipse cx="175" cy="94" rx="53"' +
  ' ry="12" fill="#66361f"/><path fill="none" stroke="#fff" stroke-opacity=".75" stroke-width="7"' +
  ' stroke-linecap="round" d="M156 70c-12-14 10-20 0-36M188 70c-12-14 10-20 0-36"/>'

const APRON =
  '<path fill="none" stroke="#8a5a34" stroke-width="5" stroke-linecap="round" d="M180' +
  ' 16v12a7 7 0 1' +
  ' 1-7 7"/><path fill="none" stroke="#3f5147" stroke-width="7" stroke-linejoin="round"' +
  ' d="M150 84' +
  ' 178 38h4l28 46"/>' +
  '<path fill="#3f5147" d="M118 140c-22 6-40 18-48 40l7 3c10-18 26-27 46-31ZM242 140c22' +
  ' 6 40 18 48 40' +
  'l-7 3c-10-18-26-27-46-31Z"/>' +
  '<path fill="#5c6e63" d="M146 82h68l6 34c3 14 10 20 26 24l5 86a6 6 0 0 1-6 6H115a6 6 0' +
  ' 0 1-6-6l5' +
  '-86c16-4 23-10 26-24Z"/><path fill="#4d5f54" d="M180 82h34l6 34c3 14 10 20 26 24l5' +
  ' 86a6 6 0 0 1-6' +
  ' 6h-42c18-40 0-104-23-150Z" fill-opacity=".6"/><path fill="#f2e3c8" d="M146 82h68l1.4' +
  ' 8h-70.800Z"/>' +
  '<path fill="#4a5b50" d="M136 166h88v34a10 10 0 0 1-10 10h-68a10 10 0 0 1-10-10Z"/>' +
  '<path fill="none" stroke="#f2e3c8" stroke-width="2" stroke-dasharray="5 4" d="M140 172h80M180' +
  ' 176v30"/><path fill="#e9b65c" d="M180 108l3 7h-6ZM170 122q10-9 20 0l5 4h-30ZM166' +
  ' 133q14-9 28 0l5' +
  ' 4h-38ZM162 144q18-9 36 0l5 4h-46ZM173 126h14v3h-14ZM171 137h18v3h-18ZM169 148h22v4h-22Z"/>'

const COFFEE =
  shadow(180, 216, 84) +
  '<path fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="6" stroke-linecap="round"' +
  ' d="M166 44c-10-12 8-16 0-30M194 44c-10-12 8-16 0-30"/>' +
  // The paper edge, the dripper, its collar, then the glass jug with a handle.
  '<path fill="#fffaf0" d="M126 60h108l-9 18h-90Z"/><path fill="#c5533b" d="M124' +
  ' 66h112l-30 46h-52Z"/>' +
  '<path fill="#a63d29" d="M180 66h56l-30 46h-14Z" fill-opacity=".5"/><path' +
  ' fill="#f4e4ca" d="M140' +
  ' 112h80a4 4 0 0 1 4 4v2a4 4 0 0 1-4 4h-80a4 4 0 0 1-4-4v-2a4 4 0 0 1 4-4Z"/>' +
  '<path fill="none" stroke="#8a5a34" stroke-width="9" stroke-linecap="round" d="M226' +
  ' 142c28-8 40 8' +
  ' 34 26-4 14-16 22-30 22"/><path fill="#fff" fill-opacity=".55" d="M150 122h60l4 18c14' +
  ' 10 22 24 22' +
  ' 42 0 20-10 32-26 32h-60c-16 0-26-12-26-32 0-18 8-32 22-42Z"/>' +
  '<path fill="#6b3a20" d="M128 170c18-7 34 4 52 0s34-5 52 0c2 30-8 40-22 40h-60c-14' +
  ' 0-24-10-22-40Z"/>' +
  '<path fill="#8a5030" d="M128 170c18-7 34 4 52 0s34-5 52 0v7c-18-5-34-4-52 0s-34-7-52 0Z"/>' +
  '<path fill="none" stroke="#fff" stroke-opacity=".8" stroke-width="5" stroke-linecap="round"' +
  ' d="M142 152c-6 8-8 16-8 26"/><path stroke="#6b3a20" stroke-width="4" stroke-linecap="round"' +
  ' d="M180 124v8M180 146v8"/>'

const GIFT =
  shadow(180, 216, 92) +
  '<path fill="#c5533b" d="M106 124h148v84a8 8 0 0 1-8 8H114a8 8 0 0 1-8-8Z"/>' +
  '<path fill="#a63d29" fill-opacity=".55" d="M180 124h74v84a8 8 0 0 1-8 8h-66Z"/>' +
  '<path fill="#d0634b" d="M98 94h164a5 5 0 0 1 5 5v22a5 5 0 0 1-5 5H98a5 5 0 0' +
  ' 1-5-5V99a5 5 0 0 1 5' +
  '-5Z"/><path fill="#f4d9a2" d="M166 94h28v122h-28Z"/><path fill="#e3bd78" d="M166' +
  ' 126h28v6h-28Z"/>' +
  '<path fill="#efc97f" d="M180 94c-30 2-56-6-52-26 4-18 38-8 52 26ZM180 94c30 2 56-6' +
  ' 52-26-4-18-38' +
  '-8-52 26Z"/><path fill="#c5974c" d="M174 90c-18 0-34-6-34-15 2-9 22-4 34 15ZM186' +
  ' 90c18 0 34-6 34' +
  '-15-2-9-22-4-34 15Z"/><circle cx="180" cy="92" r="9" fill="#f8e3b8"/>'
