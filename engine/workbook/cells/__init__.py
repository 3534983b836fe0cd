"""What the text of one cell means in its column."""
