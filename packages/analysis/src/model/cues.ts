/** Ways of speaking that tell a complaint, a wish, thanks or a question from each other, whatever the words around them. Looked for in lower case: half the time. */
const patterns: readonly RegExp[] = [
  // Something does not do what it should.
  /\b(?:does(?:n['’]?t| not)|wo(?:n['’]?t|uld not)|will not|is(?:n['’]?t| not)|are(?:n['’]?t| not)|did(?:n['’]?t| not)|has(?:n['’]?t| not)|have(?:n['’]?t| not)|ca(?:n['’]?t|nnot)|can not|could(?:n['’]?t| not)|not|never|stop(?:s|ped)?|unable to|fail(?:s|ed)? to|refuses? to|no longer)\s+(?:\w+\s+){0,2}?(?:work|load|open|start|launch|connect|sync|send|receive|respond|show|display|play|save|log|sign|access|install|download|upload|update|support|run|recogni[sz]e|let|allow|get|find|use|see|turn|record|scan|charge|arrive|deliver|answer)/,
  /\b(?:crash|freez|froze|glitch|bug(?:s|gy)?\b|error|broke|laggy?\b|lags\b|stuck\b|fail|hang(?:s|ing)\b|black screen|blank|not responding|unresponsive|keeps? (?:on )?\w+ing\b|drain|overheat|corrupt|disappear|vanish|went wrong|something wrong)/,
  /\b(?:(?:please|pls|plz|plse)\b.{0,24}\b(?:fix|solve|resolve|help|repair|sort)|fix (?:it|this|that|the|your|ur)|needs? (?:to be )?fix|needs fixing|fix asap|solve)/,
  /\b(?:after|since|with|until|before) (?:the |this |that |my |your |last |latest |new |recent )*(?:update|upgrade|version|release|ios|android)/,
  /\b(?:please|pls|plz|would (?:like|love|be (?:nice|great|good|better))|wish|should (?:be|have|add)|could (?:you|u)|can you|add (?:a|an|the|more|some)|need(?:s)? (?:a|an|more|to add)|option|feature|suggest|hope you)\b/,
  /\b(?:refund|charged?|money back|still (?:waiting|no|not|have|has|down)|waiting|waited|customer service|delayed?|cancel(?:led|ed)?|ripped? off|unacceptable|disgrace|complain\w*|worst|useless|terrible|horrible|awful|rubbish|ridiculous|disappointed|disappointing|pathetic|poor|appalling|joke|shame|fed up|so annoying|frustrat\w*|nobody|no one|no reply|no response|not happy|unhappy|missing|damaged|faulty|defective|wrong|issues?|problems?|trouble)\b/,
  /\b(?:why|how come|wtf|seriously|really\?)\b/,
  /\b(?:thanks?|thank you|thx|ty|cheers|appreciate|kudos|well done|good job|great job|nice work)\b/,
  /\b(?:i|we|my|me|our)\b/,
  /\b(?:you|your|ur|u)\b/,
  /\b(?:but|however|although|though|unfortunately|except|sadly)\b/,
  /\b(?:used to|uninstall\w*|delet(?:e|ed|ing)|switch(?:ed|ing)? (?:to|back)|waste|regret|avoid|stay away|don['’]?t (?:buy|bother|install|download|waste))\b/,
  /\b(?:sorry|apolog\w+|unfortunately|sad|miss|rip)\b/,
  /\bif\b/,
  /\?/,
  /!/,
  /!{2,}|\?{2,}|[!?]{3,}/,
  /\b(?:love|awesome|amazing|excellent|perfect|great|best|fantastic|wonderful|brilliant|helpful|recommend)\b/,
  /\b\d{1,4}\b/,
  // Somebody who answers for a company is spoken to, or a company's handle stands in the text.
  /@\w*(?:help|support|care|cares|service|assist|team)\w*/,
  /^\s*@/,
  /#(?:fail|bad|worst|never|not)\w*/,
]

const shouted = /\b[A-Z]{4,}\b/

export const cueCount = patterns.length + 1

/** One value for each cue: half where it is found, else nothing. */
export const cuesIn = (text: string, lower: string): readonly number[] => [
  ...patterns.map((pattern) => (pattern.test(lower) ? 0.5 : 0)),
  shouted.test(text) ? 0.5 : 0,
]
