## Reports under a lens.
