## Re-organisation: events, preview, timeline, comparison.
