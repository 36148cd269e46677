"""Files for others: pictures, tables, codings. Given values, never the running session; imports painting and what lies below."""
