"""What you see: the only widgets. Window, actions, one folder per panel; panels meet in the session alone."""
