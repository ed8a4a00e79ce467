export { type Answer, answerOf, type ApiHouse, apiHouse } from './api-house.ts'
export { type Furnished, furnish } from './world.ts'
