"""Export and import in the window: what to take, what is lost or wrong, how far it is."""
