"""How the models that ship are made, from data sets in a folder, and what is measured on coded articles. No part of the program."""
