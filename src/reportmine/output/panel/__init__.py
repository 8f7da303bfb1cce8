"""Panels, a figure of bodies over years, as tables: for the terminal and Markdown, as CSV, JSON and a workbook.

`wording` says a value, a place and a mark in few words; `sections` makes tables for people of it, `grid` the flat
table that programs read.
"""
