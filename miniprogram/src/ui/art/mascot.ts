import { svgUri } from './svg'

export type Mood = 'calm' | 'sleepy' | 'sorry'

const INK = '#4a2f1d'
const LINE = `fill="none" stroke="${INK}" stroke-width="2.6" stroke-linecap="round"`
const EYES =
  `<g fill="${INK}"><ellipse cx="63" cy="86" rx="5" ry="6.4"/>` +
  '<ellipse cx="97" cy="86" rx="5" ry="6.4"/></g>' +
  '<g fill="#fff"><circle cx="65" cy="83.5" r="1.8"/><circle cx="99" cy="83.5" r="1.8"/></g>'

/** Eyes and mouth; the rest of the head is the same in every mood. */
const FACES: Record<Mood, string> = {
  calm: `${EYES}<path ${LINE} d="M69 102c1.4 4.6 9.4 5 11-.4 1.6 5.4 9.6 5 11 .4"/>`,
  sleepy:
    `<path ${LINE} d="M56 86c3.4 5 10.6 5 14 0M90 86c3.4 5 10.6 5 14 0M75 105q5 3 10 0"/>` +
    `<path ${LINE} stroke-opacity=".55" d="M118 40h9l-9 10h9M131 24h6.6l-6.6 7.4h6.6"/>`,
  sorry: `${EYES}<path ${LINE} d="M55 76l12-5M105 76l-12-5M73 107q7-6.6 14 0"/>`,
}

const HEAD =
  '<path fill="#d39d5c" d="M38 84 40 34q.6-9 8.4-5L78 52ZM122 84 120 34q-.6-9-8.4-5L82 52Z"/>' +
  '<path fill="#e8be86" d="M38 92 40 50l8-8 30 10h4l30-10 8 8 2 42Z"/>' +
  '<path fill="#f8e3c2" d="M46 64 48 42q16 6 21 15ZM114 64 112 42q-16 6-21 15Z"/>' +
  '<path fill="#e8be86" d="M80 53c29 0 45 17 45 37 0 19-18 32-45 32S35 109 35 90c0-20' +
  ' 16-37 45-37Z"/>' +
  '<path fill="none" stroke="#b9814a" stroke-width="4.6" stroke-linecap="round" ' +
  'd="M70 56v11M80 55v15M90 56v11M36.5 87h10M37 98h10M123.5 87h-10M123 98h-10"/>' +
  '<ellipse cx="80" cy="101" rx="23" ry="18.5" fill="#fdf3e1"/>' +
  '<g fill="#e4836a" fill-opacity=".42"><circle cx="53" cy="100" r="6.5"/>' +
  '<circle cx="107" cy="100" r="6.5"/></g>'

const NOSE = '<path fill="#b9523a" d="M75 94.500q5-2 10 0 0 2.5-5 6-5-3.5-5-6Z"/>'

/** 小沙, the sand cat of empty, error and task screens; its round ground suits light and dark. */
export function mascot(mood: Mood): string {
  const ground = mood === 'sorry' ? '#e2675c' : '#d9962b'
  return svgUri(
    160,
    160,
    `<circle cx="80" cy="82" r="70" fill="${ground}" fill-opacity=".15"/>` +
      `<ellipse cx="80" cy="132" rx="34" ry="4.5" fill="${INK}" fill-opacity=".1"/>` +
      HEAD +
      FACES[mood] +
      NOSE,
    ' width="160" height="160"',
  )
}
