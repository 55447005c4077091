"""What comes from elsewhere: zips, folders, question banks."""
