"""The figures: what a page, a visit, a certificate and a start cost. `make bench` prints them all."""
