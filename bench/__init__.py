"""The benches: each prints its figures and says whether its goals were met. `make bench` runs them all."""
