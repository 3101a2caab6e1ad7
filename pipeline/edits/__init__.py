"""What people did to a table: reading it, telling edits from damage, and keeping the edits."""
