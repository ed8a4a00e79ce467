import { eld } from 'eld/extrasmall'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectLanguage } from './detect-language.ts'

const sentences = [
  'The train was late again, and nobody told us why.',
  'Der Zug kam schon wieder zu spät, und niemand sagte uns, warum.',
  'Le train était encore en retard et personne ne nous a dit pourquoi.',
  'El tren volvió a llegar tarde y nadie nos dijo por qué.',
  'Поезд опять опоздал, и никто не сказал нам почему.',
  'Το τρένο άργησε πάλι και κανείς δεν μας είπε γιατί.',
  '列车又晚点了，没有人告诉我们为什么。',
  '電車がまた遅れて、誰も理由を教えてくれなかった。',
  'تأخر القطار مرة أخرى ولم يخبرنا أحد عن السبب.',
  'रेलगाड़ी फिर देर से आई और किसी ने हमें कारण नहीं बताया।',
  "Don't ask: it isn't what we're told, `is` it’s not.",
  '',
  '12 34!',
  'ok',
  'Wi-Fi Zürich größe 東京 Прага',
  '中'.repeat(240),
]

const theirs = (text: string) => {
  const { language, isReliable, getScores } = eld.detect(text)
  return { language, isReliable: isReliable(), english: getScores()['en'] ?? 0 }
}
const ours = (text: string) => {
  const found = detectLanguage(text)
  return { language: found?.language ?? '', isReliable: found?.isReliable ?? false, english: found?.scoreOf('en') ?? 0 }
}

test.each(sentences)('says of %j what the library says whose figures it has', (text) => {
  for (const part of [text, text.slice(0, 20), `${text} ${text}`, text.toUpperCase()]) {
    expect(ours(part)).toEqual({ ...theirs(part), english: expect.closeTo(theirs(part).english, 9) })
  }
})

test('says the same of whatever order these words stand in', () => {
  const words = sentences.flatMap((sentence) => sentence.split(' '))
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (chosen) => {
      const text = chosen.join(' ').slice(0, 240)
      expect(ours(text)).toEqual({ ...theirs(text), english: expect.closeTo(theirs(text).english, 9) })
    }),
  )
})
