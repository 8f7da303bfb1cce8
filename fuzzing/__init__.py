"""Looking for what nobody thought of: made-up texts and damaged files, for as long as one has (README.md)."""
