"""What is known: value types, vocabulary, and the rules that need nothing else. Imports the standard library only."""
