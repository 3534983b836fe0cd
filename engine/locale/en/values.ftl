# Values in cells: what is read but told, and what cannot be read.

problem-text-beside-value = column `{ $column }`: `{ $raw }` is read as `{ $read }`; `{ $rest }` is not used
problem-text-beside-value-help = Nothing to do if that is right; better write the rest in a column of its own.
problem-ditto-mark = column `{ $column }`: it is not clear what the mark `{ $raw }` stands for, so it is not read
problem-ditto-mark-help = Write the value into this cell, or leave it empty if there is none. Until then the value counts as unknown.
problem-number-became-date = column `{ $column }`: expected a number, found a day ({ $raw }); the spreadsheet program took a number such as 8/9 or 5-6 for a date
problem-number-became-date-help = Format the cell as text and type the number again.
problem-number-shortened = column `{ $column }`: `{ $raw }` is a long number that the spreadsheet program has shortened, so that digits are lost
problem-number-shortened-help = Format the cell as text and type all digits again.
problem-share-unreadable = column `{ $column }`: expected a share or votes; found `{ $raw }`
problem-share-unreadable-help = Write a share such as 85.7%, or votes out of all such as 8/9.
problem-votes-contradict = column `{ $column }`: { $votes } votes are { $exact }, but the cell says { $share }
problem-votes-contradict-help = Make the votes and the share agree. Until then the value counts as unknown.
problem-neighbours-contradict = column `{ $column }` says `{ $raw }` but column `{ $other }` says `{ $said }`, so the value is not known
problem-neighbours-contradict-help = Mend one of the two cells so that they agree.
problem-days-in-text = `{ $raw }` gives several days, so that the day of the decision cannot be taken from it
problem-days-in-text-help = Write the day of the decision into its own column.
