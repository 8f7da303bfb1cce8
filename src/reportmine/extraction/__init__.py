"""Clean text → numerals → quantities → claims and rejected numbers, each with the notes that say why."""
