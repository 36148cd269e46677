"""How the models that ship are made and what is measured on coded articles; nothing in the program imports it."""
