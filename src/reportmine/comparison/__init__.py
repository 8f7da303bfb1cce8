"""Comparing: reports → matched pairs, changes, audits of what they state, targets against outcomes."""
