import { createContext } from 'react'

/** True inside the frame, which is a page's main landmark already. */
export const InFrame = createContext(false)
