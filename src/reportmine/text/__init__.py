"""Raw text → clean text with offsets → sections → sentences → words."""
