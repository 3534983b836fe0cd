# Text that is not Unicode: old encodings, garbled letters, signs that only look like letters.

problem-text-repaired = { $count } cells of this sheet are not in Unicode but in { $encoding }; they were read anew: { $read }
problem-text-repaired-help = Compare the readings with the original. It is better to convert the whole sheet to Unicode and save it again.
problem-letters-repaired = { $count } cells of this sheet have signs that only look like the letters meant; they were read as these: { $read }
problem-letters-repaired-help = Nothing to do if it was read rightly; it is better to type it again in Unicode.
problem-sheet-name-repaired = the name of the sheet is not in Unicode; it was read as `{ $read }`
problem-sheet-name-repaired-help = Nothing to do if it was read rightly; it is better to call the sheet `{ $read }`.
problem-text-ambiguous = column `{ $column }`: the sheet has text in an old encoding, so this cell may say `{ $raw }` or `{ $other }`
problem-text-ambiguous-help = Type this cell again in Unicode as the original has it. Until then the value counts as unknown.
problem-text-garbled = { $count } cells of this sheet have garbled letters that cannot be read for certain, such as `{ $raw }`
problem-text-garbled-help = Type these cells again in Unicode. Until then they are kept as the file has them.
