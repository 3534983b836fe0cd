"""Reasons for everybody: told from the findings of a dataset's run, without its rows.

Those who have the same findings have the same reason, so each text is made once and streamed to
all of them.
"""
