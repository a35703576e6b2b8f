"""brat standoff: a folder of .txt and .ann files, with the project's settings beside them."""
