"""Work in progress, without Qt: what is open, what is edited, what is saved."""
