"""How the shipped models are made: commands that read data sets from a folder. No part of the installed program."""
