"""Facts about characters; knows nothing of articles or annotations."""
