"""What unknown sheets and columns might be, for the user to accept."""
