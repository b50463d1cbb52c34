"""Use cases of builds and jobs: kept from events, folded, compared, brought in, given away."""
