"""What every floor may use: errors, bilingual text, ids, time, units. Imports nothing of the project."""
