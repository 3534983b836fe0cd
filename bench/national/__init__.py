"""A country of schools, and the same rules decided by others for comparison."""
