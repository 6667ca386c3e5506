"""The report: its schema, how it is composed, compared with earlier ones, and written as JSON, CSV and HTML."""
