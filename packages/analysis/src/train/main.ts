import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { encode } from '../model/model-file.ts'
import { calibrate, unseen } from './calibrate.ts'
import { modelOf } from './fit.ts'
import { taughtFrom, trainingSets } from './lessons.ts'

const say = (text: string): void => void process.stderr.write(`${text}\n`)

const folder = process.argv[2]
if (folder === undefined) {
  say('usage: pnpm train <folder of the labelled sets>')
  process.exitCode = 2
} else {
  const taught = taughtFrom(folder)
  say(`${taught.length} texts; five times on four fifths of them, to calibrate`)
  const calibration = calibrate(unseen(taught))
  say(`calibration ${JSON.stringify(calibration)}; now on all of them`)
  const provenance = Object.entries(trainingSets).map(([set, { name, licence }]) => ({
    name,
    licence,
    texts: taught.filter((each) => each.set === set).length,
  }))
  const file = encode(modelOf(taught, calibration), provenance)
  const path = fileURLToPath(new URL('../model/model.bin', import.meta.url))
  writeFileSync(path, file)
  say(`${path}: ${file.length} bytes`)
}
