"""The reliability campaign: long runs against real processes; `./test.sh campaign` runs them."""
