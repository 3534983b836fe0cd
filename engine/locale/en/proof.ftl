# Seals, signatures and verification.

verify-proven = Proven: { $decided } conclusions were decided again and are the same.
verify-sealed = No difference was found.
verify-differs = { $count } differences; the first: { $first }
verify-difference = { $place }: { $message }
verify-stamped = The signature was made not later than { $day }, { $time } (UTC), as a timestamp proves.
verify-unproven = Not proven: { $message }
keys-made =
    Signing key: { $private } (keep it, with its passphrase)
    Public key: { $public } (give it to whoever verifies)
    Fingerprint: { $fingerprint }
keys-passphrase = Passphrase of the key
help-keys = Make and show signing keys.
help-keys-new = Make an Ed25519 pair, the signing half behind a passphrase.
help-keys-show = Print the fingerprint of a public key.
help-sign = Sign the record with this key (passphrase: asked, or THIDUA_PASSPHRASE).
help-tsa = Authority (RFC 3161) that is asked for a timestamp of the signature.
help-tsa-cert = Certificates (PEM) of the authority's root; with them the timestamp is checked.
error-tsa-needs-key = --tsa stamps the signature of a run: add --sign KEY
error-tsa-address = `{ $url }` is no address that starts with http:// or https://
error-tsa-unreachable = { $url }: no answer ({ $reason }); no run was written
error-tsa-refused = { $url }: the authority gave no timestamp ({ $reason }); no run was written
error-tsa-unreadable = { $url }: the answer is no timestamp that can be read; no run was written
error-tsa-of-another = { $url }: the answer is no timestamp of what was asked; no run was written
error-tsa-cert-unreadable = { $path }: no certificate (PEM) that can be read
help-verify = Prove or refute a finished run.
help-inputs = Folder with the inputs; with it every conclusion is decided again.
help-key = Public key of whoever signed.
help-verify-rules = Packs that were used, if they are not shipped ones.
error-key-unreadable = { $path }: no Ed25519 key that can be read, or the passphrase is wrong
error-key-exists = { $path } is there already; choose another name
error-key-passphrase = a passphrase is needed: type it when asked, or set THIDUA_PASSPHRASE

difference-record-unreadable = the record of the run cannot be read, or is not as a seal writes it
difference-record-changed = the record was changed after it was signed
difference-signature-missing = there is no signature
difference-signature-unreadable = the signature cannot be read, or is not as it was written
difference-signature-of-another = the signature is not one of this record
difference-signature-wrong = the signature was not made by the key { $key }
difference-timestamp-missing = there is no timestamp
difference-timestamp-unreadable = the timestamp cannot be read, or is not as it was written
difference-timestamp-of-another = the timestamp is not one of this signature
difference-timestamp-not-trusted = none of the given certificates vouches for the timestamp
difference-file-missing = the file is gone
difference-file-added = the file was not there when the run was sealed
difference-file-changed = the file was changed after sealing
difference-salt-unreadable = the salt of the conclusions cannot be read
difference-leaves-counted = { $told } conclusions were sealed, { $found } are there
difference-root-wrong = the conclusions are not those that were sealed
difference-vocabulary-other = the run used another vocabulary than the one installed
difference-pack-other = the run used another text of the pack `{ $pack }`
difference-line-unreadable = the line cannot be read
difference-conclusion-added = { $subject }, { $title }: deciding again gives no such conclusion
difference-conclusion-missing = { $subject }, { $title }: this conclusion is missing
difference-conclusion-differs = { $subject }, { $title }: deciding again gives another { $field }
difference-report-differs = { $subject }, { $title }: the report says otherwise than the conclusions
difference-rules-unreadable = the rules in the folder of the run cannot be read
difference-evidence-differs = { $subject }, { $title }: the cell { $cell } says otherwise than the evidence
difference-file-differs = written again from the inputs the file comes out otherwise
difference-record-differs = decided again, the entry { $field } of the record comes out otherwise
difference-columns-differ = { $subject }, { $title }, { $criterion }: the columns of this program say otherwise than the reference
difference-file-not-written = this file should be there
difference-report-unreadable = the report cannot be read

unproven-unsigned = the run is not signed: only that its files fit together is shown
unproven-signer-unknown = no public key was given, so who signed is not known
unproven-timestamp-unchecked = no certificate of a timestamp authority was given, so the time of the signature is not known
unproven-conclusions-not-written = the run has no file of conclusions
unproven-inputs-not-given = no inputs were given, so no conclusion was decided again
unproven-inputs-missing = inputs are missing ({ $names }), so no conclusion was decided again
unproven-inputs-partly = inputs are missing ({ $names }): those at hand alone give { $same } conclusions as they were; { $left } cannot be decided again
unproven-inputs-unread = the run could not read { $names }, so conclusions were decided again, but no file was written again to be compared
unproven-rules-own = decided again by the rules in this very folder ({ $packs }), which are not those that come with the program: hold them against their instrument
unproven-program-other = the run was made by version { $version } of the program, and decided again by version { $now }
unproven-libraries-other = libraries have other versions than those of the run, so files were not written again to be compared
unproven-papers-own = the Word papers have the office's own templates, so they were not written again to be compared
unproven-rules-differ = rules or program are not those of the run, so no conclusion was decided again
error-no-run = { $folder } is not the folder of a run (it has no run.json)

receipt-proven = True: { $name }, { $title }, { $year }: { $outcome }. It is one of { $leaves } conclusions that the office signed.
receipt-unreadable = Proves nothing: this file is no receipt.
receipt-not-signed = Proves nothing: the receipt was not signed by this key.
receipt-not-among = Proves nothing: this conclusion is not among those that were signed.
help-receipt = One subject's proof, showing nobody else's.
help-receipts = Folder for the receipts; without it they are printed.
help-verify-receipt = Check a receipt with the public key.
error-not-signed = { $folder } is no signed run with its conclusions
