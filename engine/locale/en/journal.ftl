# The journal of an office.

journal-added = { $run }: now in the journal, as run number { $size }; head { $root }
journal-whole = No difference was found in the journal: { $size } runs, head { $root }
help-journal = The journal of an office: its runs in an order that nobody changes unseen.
help-journal-into = Write this run into the journal of the office.
help-journal-add = Write runs at the end of a journal.
help-journal-head = The head of a journal, for outsiders to note down.
help-journal-prove = Prove that a journal only went on from an older head, to whoever does not have it.
help-journal-verify = Check a journal, or a file with a proof (with --since).
help-journal-sign = Sign the head of the journal with this key (passphrase: asked, or THIDUA_PASSPHRASE).
help-journal-out = File to write; without it, it is printed.
help-journal-since = Older head that was noted down, or the file with its signature.
help-journal-runs = Folder with runs, to be compared with the journal.

error-journal-no-run = { $folder } is no sealed run that can be read
error-journal-has-run = { $run } is in the journal already
error-journal-broken = the journal is not whole, so nothing is added to it or proven by it; see `thidua journal verify`
error-journal-needs-key = { $path }: this journal is signed; adding to it takes --sign
error-journal-busy = { $path }: somebody else is adding to this journal; try again later
error-journal-unreadable = { $path } is no journal that can be read
error-journal-unwritable = { $path }: the journal cannot be written
error-journal-head-unreadable = { $path } is no head of a journal
error-journal-file-exists = { $path } is there already; choose another name
error-journal-proof-alone = { $path } is a proof: it takes an older head (--since), and no --runs

difference-journal-line = the line cannot be read, or is not as it was written
difference-journal-number = the line has the number { $told } where { $expected } is due
difference-journal-chain = this line does not follow upon line { $line } before it
difference-journal-twice = this run is in line { $line } already
difference-journal-cut = the older head has { $told } runs, the journal has { $found } now
difference-journal-rewritten = these lines are not what they were when the older head was noted
difference-journal-head-other = the signed head (run number { $size }) is not one of this journal
difference-journal-head-behind = from this line on nothing is signed; if an addition was interrupted, add that run again with --sign
difference-journal-run-unknown = the journal does not have this run
difference-journal-run-signed-otherwise = the signature of the run is not the one that line { $line } has
difference-journal-proof-wrong = this file proves nothing
difference-journal-proof-of-another = this proof does not start from the given head (run number { $size })

unproven-journal-unsigned = the journal is not signed
unproven-journal-signer-unknown = no public key was given, so who signed is not known
unproven-journal-head-not-given = no older head was given, so a journal that was rewritten from its beginning would not be found
unproven-journal-run-absent = the run is not in the given folder
