"""Many dossiers, or the tables of a whole country, decided at once.

Only conclusions and findings are made here: reasons are given on demand. Every distinct pattern of
findings is inferred once, and compared with what the columns concluded.
"""
