"""Reports as tables, JSON and CSV: pure functions from `Report` to text, and one place that writes."""
