"""What files an input is made of, and what each is by its content."""
