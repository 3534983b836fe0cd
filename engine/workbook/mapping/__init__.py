"""Which sheets and columns a user has accepted to be read in which way."""
