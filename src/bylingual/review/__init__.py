"""The review page: an article and its translation side by side in a browser, on this machine only."""
