"""Maps of every size, measured side by side with what is drawn elsewhere: `python -m benchmarks.map`."""
