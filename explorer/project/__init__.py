"""The landscape file: the only SQL. Schema, transactions, history, search. Imports landscape."""
