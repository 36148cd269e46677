"""Lists of deals and networks made elsewhere, line by line, as ties with the words they stand on. No Qt, no SQL."""
