"""Files made from records, one small module a format; nothing here translates."""
