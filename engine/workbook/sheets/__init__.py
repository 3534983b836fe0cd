"""Where the table of a sheet is, and its rows as records with typed fields."""
