"""What is run on the repository by hand or by make, and is no part of the program."""
