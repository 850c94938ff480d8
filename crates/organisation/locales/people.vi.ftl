## People through time: posts, transfers, people entered twice.
