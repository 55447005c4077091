"""Documents that leave the site: PDF and tables."""
