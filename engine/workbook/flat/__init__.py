"""Tables that are a file of their own: text with separators, and Parquet."""
