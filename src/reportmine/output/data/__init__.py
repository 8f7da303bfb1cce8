"""Reports for programs and spreadsheets: CSV and Markdown as text, Parquet, SQLite and Excel as bytes, JSON in json/.

Every module takes reports and follows the columns of model/schema.py; what type a kind of column has in its format
is said in the module. The libraries that Parquet and Excel need are imported by these modules alone.
"""
